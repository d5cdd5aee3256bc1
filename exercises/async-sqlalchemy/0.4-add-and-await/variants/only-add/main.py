import asyncio

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def main():
    async with async_session_factory() as session:
        for title in ("Buy milk", "Call Ben", "Write report"):
            session.add(Task(title=title))
        print(f"A: {len(session.new)} new objects")


if __name__ == "__main__":
    asyncio.run(main())
