import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def count_tasks(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Task))


async def main():
    async with async_session_factory() as session, async_session_factory() as other:
        session.add(Task(title="Fix critical bug"))
        print(f"A: before the flush, the other session counts {await count_tasks(other)}")

        await session.flush()
        print(f"B: after the flush, this session counts {await count_tasks(session)}")
        print(f"C: after the flush, the other session counts {await count_tasks(other)}")

        await session.commit()
        print(f"D: after the commit, the other session counts {await count_tasks(other)}")


if __name__ == "__main__":
    asyncio.run(main())
