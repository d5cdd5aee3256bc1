"""A task that exists, then one that does not."""

import asyncio

from visits import idle_in_transaction, statuses


async def main() -> None:
    for path in ("/tasks/1", "/tasks/999"):
        (status,) = await statuses(path, 1, at_once=True)
        idle = await idle_in_transaction()
        print(f"GET {path} is answered with {status}. Idle in transaction: {idle}")


asyncio.run(main())
