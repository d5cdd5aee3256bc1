"""The dashboard when every task has a category of its own: 500 tasks, 501, 1001."""

import asyncio

from visits import spread, visit


async def main() -> None:
    for tasks in (500, 501, 1001):
        await spread(tasks)
        await visit()


asyncio.run(main())
