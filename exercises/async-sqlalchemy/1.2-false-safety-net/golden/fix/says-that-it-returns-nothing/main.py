import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from sqlalchemy.orm import selectinload

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(
    bind=engine,
    class_=AsyncSession,
    expire_on_commit=False,
)


async def demonstrate() -> None:
    async with async_session_factory() as session:
        result = await session.execute(
            select(Task).where(Task.id == 1).options(selectinload(Task.category))
        )
        task = result.scalar_one()

        title_before = task.title
        print(f"A: Before commit, title = {title_before}")

        await session.commit()

        title_after = task.title
        print(f"B: After commit, title = {title_after}")

        category_name = task.category.name
        print(f"C: After commit, category = {category_name}")


if __name__ == "__main__":
    asyncio.run(demonstrate())
