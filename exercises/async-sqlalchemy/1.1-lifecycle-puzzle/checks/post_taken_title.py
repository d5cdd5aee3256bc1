"""One request, after another client has taken the title."""

import asyncio
import os

import asyncpg
import httpx


async def main():
    address = os.environ["DATABASE_URL"].replace("+asyncpg", "")
    connection = await asyncpg.connect(address)
    await connection.execute("INSERT INTO tasks (title) VALUES ('Test Task')")
    await connection.close()
    async with httpx.AsyncClient() as client:
        await client.post("http://localhost:8000/tasks", timeout=None)


asyncio.run(main())
