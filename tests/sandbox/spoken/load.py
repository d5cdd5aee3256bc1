# ruff: noqa
"""As many statements as ten connections can send: thousands a second."""

import asyncio, os
import asyncpg


async def one(number):
    db = await asyncpg.connect(os.environ["DATABASE"])
    for n in range(400):
        await db.fetchval("SELECT $1::int + $2::int", number, n)
    await db.close()


async def main():
    await asyncio.gather(*(one(number) for number in range(10)))


asyncio.run(main())
