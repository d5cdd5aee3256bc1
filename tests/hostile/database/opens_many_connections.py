"""Tries to take all the server's connections.

An escape: it holds more than its run may.
"""
# contained: TooManyConnectionsError

import asyncio

import asyncpg

print("began", flush=True)


async def main():
    access = {"host": "localhost", "user": "user", "password": "pass", "database": "taskdb"}
    return [await asyncpg.connect(**access) for _ in range(150)]


asyncio.run(main())
print("ESCAPED")
