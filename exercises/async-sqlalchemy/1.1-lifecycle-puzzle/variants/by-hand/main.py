import asyncio
from typing import AsyncGenerator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def get_async_session() -> AsyncGenerator[AsyncSession, None]:
    async with async_session_factory() as session:
        try:
            print("DEP-1: Yielding session")
            yield session
            print("DEP-2: Route succeeded, committing")
            await session.commit()
        except Exception:
            print("DEP-3: Route raised, rolling back")
            await session.rollback()
            raise
        finally:
            print("DEP-4: Finally block executing")


async def main():
    dependency = get_async_session()
    print("MAIN-1: Called it")
    session = await anext(dependency)
    print("MAIN-2: Got a session")
    session.add(Task(title="Test Task"))
    await session.flush()
    await dependency.aclose()
    print("MAIN-3: Closed it")


if __name__ == "__main__":
    asyncio.run(main())
