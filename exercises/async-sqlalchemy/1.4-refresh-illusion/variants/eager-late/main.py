import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload

from models import Category, Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def create_and_inspect(session: AsyncSession):
    """Create a task with a category, then read the category's name."""
    result = await session.execute(
        select(Category).where(Category.name == "Work")
    )
    work_category = result.scalar_one()

    task = Task(title="Write report", category_id=work_category.id)
    session.add(task)
    await session.flush()
    print(f"A: task.id = {task.id}")
    print(f"B: task.category_id = {task.category_id}")

    del work_category

    result = await session.execute(
        select(Task).where(Task.id == task.id).options(selectinload(Task.category))
    )
    task = result.scalar_one()

    # Fetch what the database filled in.
    await session.refresh(task)
    print(f"C: task.id = {task.id}")
    print(f"D: task.title = {task.title}")

    print(f"E: task.category.name = {task.category.name}")


async def main():
    async with async_session_factory() as session:
        await create_and_inspect(session)
        await session.commit()


if __name__ == "__main__":
    asyncio.run(main())
