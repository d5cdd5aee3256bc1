import asyncio

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)

session = async_session_factory()  # one for all requests

a_has_flushed = asyncio.Event()
b_is_done = asyncio.Event()


async def request_a():
    session.add(Task(title="From A"))
    await session.flush()
    print("A-1: flushed")

    # A waits for something else, a payment for instance. Meanwhile B runs.
    a_has_flushed.set()
    await b_is_done.wait()

    await session.commit()
    print("A-2: committed")


async def request_b():
    await a_has_flushed.wait()
    session.add(Task(title="From B"))
    await session.flush()
    print("B-1: flushed")

    # B finds that something is wrong with its task.
    await session.rollback()
    print("B-2: rolled back")
    b_is_done.set()


async def main():
    await asyncio.gather(request_a(), request_b())


if __name__ == "__main__":
    asyncio.run(main())
