import asyncio
import os

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Note

engine = create_async_engine(os.environ["DATABASE_URL"])
factory = async_sessionmaker(engine)


async def main() -> None:
    async with factory() as session:
        session.add(Note(text="one"))
        print("new:", len(session.new))
        await session.flush()
        print("A: flushed")
        await session.rollback()
        count = await session.scalar(select(func.count()).select_from(Note))
        print("B:", count)
    raise LookupError("on purpose")


asyncio.run(main())
