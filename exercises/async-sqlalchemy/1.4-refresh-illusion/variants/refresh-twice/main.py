import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from models import Category, Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def find_category_id(session: AsyncSession, name: str) -> int:
    result = await session.execute(
        select(Category).where(Category.name == name)
    )
    return result.scalar_one().id


async def create_and_inspect(session: AsyncSession):
    """Create a task with a category, then read the category's name."""
    category_id = await find_category_id(session, "Work")

    task = Task(title="Write report", category_id=category_id)
    session.add(task)
    await session.flush()
    print(f"A: task.id = {task.id}")
    print(f"B: task.category_id = {task.category_id}")

    await session.refresh(task, ["category"])
    print(f"C: task.category.name = {task.category.name}")

    # Fetch what the database filled in.
    await session.refresh(task)
    print(f"D: task.title = {task.title}")
    print(f"E: task.category.name = {task.category.name}")


async def main():
    async with async_session_factory() as session:
        await create_and_inspect(session)
        await session.commit()


if __name__ == "__main__":
    asyncio.run(main())
