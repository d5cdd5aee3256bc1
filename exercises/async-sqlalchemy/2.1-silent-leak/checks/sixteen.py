"""Sixteen visitors, one after the other, ask for a task that does not exist."""

import asyncio

from visits import statuses


async def main() -> None:
    visitors = await statuses("/tasks/999", 16, at_once=False)
    print(f"404: {visitors[404]}")
    print(f"500: {visitors[500]}")


asyncio.run(main())
