import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/work")
async def work():
    return {"sum": sum(number * number for number in range(4_000_000))}


@app.get("/ready")
@app.get("/ping")
async def ping():
    return {}


@app.get("/clock")
async def clock():
    """Tell the time, and how much of the processor this application has used, with all its threads."""
    return {"wall": time.perf_counter(), "processor": time.process_time()}
