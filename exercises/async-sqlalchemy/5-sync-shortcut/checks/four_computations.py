"""Four requests that compute, and one that does not."""

import asyncio

from crowd import client

HEAD_START_SECONDS = 0.1


async def main() -> None:
    async with client() as speaking:
        before = (await speaking.get("/clock")).json()
        work = [asyncio.create_task(speaking.get("/work")) for _ in range(4)]
        await asyncio.sleep(HEAD_START_SECONDS)
        await speaking.get("/ping")
        print("PING:", "answered at once" if not any(each.done() for each in work) else "had to wait")
        await asyncio.gather(*work)
        after = (await speaking.get("/clock")).json()
    cores = (after["processor"] - before["processor"]) / (after["wall"] - before["wall"])
    print("CORES:", max(1, round(cores)))


asyncio.run(main())
