"""Lets the server sort in memory for several sessions at once, each within what one process may have.

An escape: all of it is held at once.
"""
# contained: database_limit
# limits: {"database_memory_bytes": 67108864, "statement_seconds": 9}

import asyncio

import asyncpg
from toolkit import said

print("began", flush=True)
BIG = (
    "SELECT count(x), pg_sleep(4) FROM (SELECT array_agg(repeat('x', 100) || i) x FROM generate_series(1, 400000) i) t"
)


async def one():
    db = await asyncpg.connect(host="localhost", user="user", password="pass", database="taskdb")
    await db.execute("SET work_mem = '1GB'")
    await db.execute(BIG)


async def main():
    await asyncio.gather(one(), one(), one())


asyncio.run(main())
said(True)
