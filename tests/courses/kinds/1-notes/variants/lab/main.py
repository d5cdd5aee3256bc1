import asyncio
import os
import time

from fastapi import FastAPI

app = FastAPI()
WAIT = int(os.environ["WAIT"]) / 1000


@app.get("/wait")
async def wait() -> str:
    if os.environ["STYLE"] == "blocking":
        time.sleep(WAIT)
    else:
        await asyncio.sleep(WAIT)
    return "waited"
