import asyncio

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(
    bind=engine,
    class_=AsyncSession,
    expire_on_commit=False,
)


async def demonstrate():
    async with async_session_factory() as session:
        result = await session.execute(
            select(Task).where(Task.id == 1)
        )
        task = result.scalar_one()

        print(f"A: title is in memory: {'title' in task.__dict__}")
        print(f"B: category is in memory: {'category' in task.__dict__}")

        await session.commit()
        print(f"C: expired by the commit: {len(inspect(task).expired_attributes)} attributes")
        print(f"D: never loaded: {', '.join(inspect(task).unloaded)}")


if __name__ == "__main__":
    asyncio.run(demonstrate())
