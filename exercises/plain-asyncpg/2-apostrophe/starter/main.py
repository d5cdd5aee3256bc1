import asyncio

import asyncpg

from people import cities_of

DATABASE = "postgresql://user:pass@localhost:5432/taskdb"


async def look_for(connection, label, name):
    try:
        print(f"{label}: {', '.join(await cities_of(connection, name)) or 'nobody'}")
    except asyncpg.PostgresError as error:
        print(f"{label}: {type(error).__name__}")


async def main():
    connection = await asyncpg.connect(DATABASE)
    await look_for(connection, "A", "Ada")
    await look_for(connection, "B", "O'Brien")
    await look_for(connection, "C", "x' OR 'a' = 'a")
    await connection.close()


if __name__ == "__main__":
    asyncio.run(main())
