import asyncio
import os

import httpx


async def main() -> None:
    async with httpx.AsyncClient(base_url="http://localhost:8000") as client:
        await asyncio.gather(*(client.get("/wait") for _ in range(int(os.environ["REQUESTS"]))))
    print("all answered")


asyncio.run(main())
