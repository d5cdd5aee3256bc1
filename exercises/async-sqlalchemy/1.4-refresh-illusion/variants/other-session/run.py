import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from main import create_and_inspect
from models import Category

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def find_category() -> Category:
    async with async_session_factory() as session:
        result = await session.execute(
            select(Category).where(Category.id == 1)
        )
        return result.scalar_one()


async def main():
    work_category = await find_category()
    async with async_session_factory() as session:
        answer = await create_and_inspect(session, work_category)
        await session.commit()
    if answer is not None:
        print(f"E: create_and_inspect() returned {answer}")


if __name__ == "__main__":
    asyncio.run(main())
