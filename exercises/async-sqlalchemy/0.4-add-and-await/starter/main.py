import asyncio

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def main():
    async with async_session_factory() as session:
        task = Task(title="Buy milk")
        await session.add(task)
        print("A: added")

        await session.commit()
        print(f"B: committed, task.id = {task.id}")


if __name__ == "__main__":
    asyncio.run(main())
