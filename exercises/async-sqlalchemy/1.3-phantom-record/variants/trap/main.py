import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Category, Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def create_categorized_task(session_factory) -> int:
    """Create a category and a task in it; return the task's id."""
    async with session_factory() as session:
        category = Category(name="Urgent")
        session.add(category)
        print(f"After add: category.id = {category.id}")

        await session.flush()
        print(f"After flush: category.id = {category.id}")

        task = Task(title="Fix critical bug", category_id=category.id)
        session.add(task)
        await session.flush()
        print(f"After second flush: task.id = {task.id}")

        if len(task.title) > 10:
            raise ValueError("Title too long for quick tasks!")

        await session.commit()
        print("Committed successfully")
        return task.id


async def check_database(session_factory, task_id: int):
    """Look for the task in a new session."""
    async with session_factory() as session:
        result = await session.execute(
            select(Task).where(Task.id == task_id)
        )
        task = result.scalar_one_or_none()
        print(f"Task with id={task_id} exists: {task is not None}")


async def add_task(session_factory, title: str):
    async with session_factory() as session:
        task = Task(title=title)
        session.add(task)
        await session.commit()
        print(f"Saved {title!r}: task.id = {task.id}")


async def main():
    await add_task(async_session_factory, "Buy milk")

    try:
        task_id = await create_categorized_task(async_session_factory)
    except ValueError as error:
        print(f"Caught error: {error}")
        task_id = 1  # the id that was printed

    await check_database(async_session_factory, task_id)
    await add_task(async_session_factory, "Call Ben")


if __name__ == "__main__":
    asyncio.run(main())
