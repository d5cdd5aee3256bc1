"""Ten requests whose queries take a while, and one that needs no database."""

import asyncio

from crowd import at_rest, client, locked_tasks, send

PATIENCE_SECONDS = 2.0


async def main() -> None:
    async with client() as speaking, asyncio.TaskGroup() as group:
        async with locked_tasks() as connection:
            group.create_task(send(speaking, 10, "/tasks/1"))
            await at_rest(connection)
            ping = group.create_task(speaking.get("/ping"))
            await asyncio.wait([ping], timeout=PATIENCE_SECONDS)
            print("PING:", "answered while the queries run" if ping.done() else "no answer while a query runs")


asyncio.run(main())
