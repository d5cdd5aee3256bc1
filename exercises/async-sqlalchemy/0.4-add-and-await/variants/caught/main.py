import asyncio

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)


async def main():
    async with async_session_factory() as session:
        task = Task(title="Buy milk")
        try:
            await session.add(task)
        except TypeError as error:
            print(f"A: {error}")

        print(f"B: in session.new: {task in session.new}")
        print(f"C: in the identity map: {task in session.identity_map.values()}")

        await session.commit()
        print(f"D: task.id = {task.id}")
        print(f"E: in the identity map: {task in session.identity_map.values()}")


if __name__ == "__main__":
    asyncio.run(main())
