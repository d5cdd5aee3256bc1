"""One request, and time for what the application does after its response."""

import asyncio
import os

import asyncpg
import httpx

# From the commit to the last line that the dependency prints: much, for a busy machine.
REST_SECONDS = 0.5


async def main():
    async with httpx.AsyncClient(timeout=None) as client:
        await client.post("http://localhost:8000/tasks")
    connection = await asyncpg.connect(os.environ["DATABASE_URL"].replace("+asyncpg", ""))
    while not await connection.fetchval("SELECT count(*) FROM tasks"):
        await asyncio.sleep(0.02)
    await connection.close()
    await asyncio.sleep(REST_SECONDS)


asyncio.run(main())
