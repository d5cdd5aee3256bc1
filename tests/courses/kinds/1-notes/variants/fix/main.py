import asyncio
import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from notes import count, write

factory = async_sessionmaker(create_async_engine(os.environ["DATABASE_URL"]))


async def main() -> None:
    async with factory() as session:
        await write(session, "one")
        print("B:", await count(session))


asyncio.run(main())
