"""Sixteen clients, one after the other, ask for a task that does not exist."""

import asyncio

from visits import statuses


async def main() -> None:
    clients = await statuses("/tasks/999", 16, at_once=False)
    print(f"404: {clients[404]}")
    print(f"500: {clients[500]}")


asyncio.run(main())
