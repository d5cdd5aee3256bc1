import asyncio

import asyncpg

from store import store

DATABASE = "postgresql://user:pass@localhost:5432/taskdb"


async def main():
    connection = await asyncpg.connect(DATABASE)
    name, factor = await connection.fetchrow("SELECT name, factor FROM sensors")
    await store(connection, [(name, factor * number % 1000) for number in range(300)])
    print(f"stored: {await connection.fetchval('SELECT count(*) FROM readings')}")
    await connection.close()


if __name__ == "__main__":
    asyncio.run(main())
