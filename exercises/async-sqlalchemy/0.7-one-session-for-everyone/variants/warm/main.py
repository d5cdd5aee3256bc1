import asyncio
from collections import Counter

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)

session = async_session_factory()  # one for all requests


async def create_task(number: int):
    session.add(Task(title=f"Task {number}"))
    await session.commit()
    return "created"


async def main():
    await create_task(0)

    requests = (create_task(number) for number in range(1, 21))
    results = await asyncio.gather(*requests, return_exceptions=True)
    failed = [type(result).__name__ for result in results if result != "created"]
    print(f"Requests that failed: {len(failed)}")
    print(f"With: {dict(Counter(failed))}")


if __name__ == "__main__":
    asyncio.run(main())
