"""The lab's client: asks the chosen route N times at once. What that takes is seen at the door."""

import asyncio
import os

from crowd import client, send


async def main() -> None:
    async with client() as speaking:
        await send(speaking, int(os.environ["N"]), f"/tasks/{os.environ['ROUTE']}")


asyncio.run(main())
