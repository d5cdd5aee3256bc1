"""Sixty requests at once, held in the database until as many queries run as can."""

import asyncio

from crowd import at_rest, client, locked_tasks, send


async def main() -> None:
    async with client() as speaking, asyncio.TaskGroup() as group, locked_tasks():
        group.create_task(send(speaking, 60, "/tasks/1"))
        await at_rest(60)


asyncio.run(main())
