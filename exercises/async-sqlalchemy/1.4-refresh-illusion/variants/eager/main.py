import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def main():
    async with async_session_factory() as session:
        session.add(Task(title="Write report", category_id=1))
        await session.commit()

    async with async_session_factory() as session:
        result = await session.execute(
            select(Task).options(selectinload(Task.category))
        )
        task = result.scalar_one()
        await session.refresh(task)
        print(f"E: task.category.name = {task.category.name}")


if __name__ == "__main__":
    asyncio.run(main())
