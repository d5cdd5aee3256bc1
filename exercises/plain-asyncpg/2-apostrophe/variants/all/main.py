import asyncio

import asyncpg

from people import cities_of

DATABASE = "postgresql://user:pass@localhost:5432/taskdb"


async def main():
    connection = await asyncpg.connect(DATABASE)
    for person in await connection.fetch("SELECT id, name FROM people ORDER BY id"):
        print(f"{person['id']}: {', '.join(await cities_of(connection, person['name']))}")
    for label, name in (("D", "x' OR 'a' = 'a"), ("E", "\\"), ("F", "$1")):
        print(f"{label}: {', '.join(await cities_of(connection, name)) or 'nobody'}")
    await connection.close()


if __name__ == "__main__":
    asyncio.run(main())
