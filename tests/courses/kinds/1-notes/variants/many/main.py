import asyncio
import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Note

factory = async_sessionmaker(create_async_engine(os.environ["DATABASE_URL"]))


async def main() -> None:
    async with factory() as session:
        session.add_all([Note(text=f"note {number}") for number in range(5)])
        await session.commit()
    print("done")


asyncio.run(main())
