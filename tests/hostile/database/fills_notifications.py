"""Tries to fill the server's queue of notifications, which one sleeping listener keeps from being emptied.

An escape: a neighbour suffers; its own server may do what it likes.
"""
# contained: said | DiskFullError | timed_out | PostgresError | ProgramLimitExceededError | ConnectionDoesNotExistError
# limits: {"seconds": 4}

import asyncio

import asyncpg
from toolkit import said

print("began", flush=True)


async def main():
    access = {"host": "localhost", "user": "user", "password": "pass", "database": "taskdb"}
    sleeper, db = await asyncpg.connect(**access), await asyncpg.connect(**access)
    await sleeper.execute("LISTEN c; BEGIN; SELECT 1")
    for _ in range(40):
        await db.execute("SELECT pg_notify('c', repeat('x', 7900) || n) FROM generate_series(1, 800) n")


asyncio.run(main())
said(False)
