"""Ten requests whose queries take a while, and one that needs no database."""

import asyncio

from crowd import at_rest, client, locked_tasks, send

# What is on its way when the application has come to rest arrives within this time.
ARRIVAL_SECONDS = 0.3


async def main() -> None:
    async with client() as speaking, asyncio.TaskGroup() as group:
        async with locked_tasks():
            group.create_task(send(speaking, 10, "/tasks/1"))
            await at_rest(10)
            ping = group.create_task(speaking.get("/ping"))
            await at_rest(11)
            await asyncio.wait([ping], timeout=ARRIVAL_SECONDS)
            print("PING:", "answered while the queries run" if ping.done() else "no answer while a query runs")


asyncio.run(main())
