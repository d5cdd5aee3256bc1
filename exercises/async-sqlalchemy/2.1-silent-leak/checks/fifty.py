"""Fifty clients at once ask for a task that does not exist; then one asks for a task that does."""

import asyncio

from visits import statuses


async def main() -> None:
    crowd = await statuses("/tasks/999", 50, at_once=True)
    print(f"404: {crowd[404]}")
    print(f"500: {crowd[500]}")
    (afterwards,) = await statuses("/tasks/1", 1, at_once=True)
    print(f"Afterwards: {afterwards}")


asyncio.run(main())
