import asyncio
import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Note

factory = async_sessionmaker(create_async_engine(os.environ["DATABASE_URL"]))


async def main() -> None:
    async with factory() as session:
        for number in range(5):
            session.add(Note(text=f"note {number}"))
            await session.flush()
            print("flushed", number)
        await session.commit()
    print("done")


asyncio.run(main())
