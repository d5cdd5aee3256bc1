import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Category

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def main():
    async with async_session_factory() as session:
        result = await session.execute(
            select(Category).where(Category.name == "Home")
        )
        category = result.scalar_one()
        print(f"Tasks at home: {len(category.tasks)}")


if __name__ == "__main__":
    asyncio.run(main())
