from typing import AsyncGenerator

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

async_session_factory = async_sessionmaker(engine, expire_on_commit=False)

app = FastAPI()


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


@app.post("/tasks", status_code=201)
async def create_task(
    category_id: int | None = None,
    session: AsyncSession = Depends(get_async_session),
):
    print("ROUTE-1: Entering route")
    task = Task(title="Test Task", category_id=category_id)
    session.add(task)
    await session.commit()
    print(f"ROUTE-2: Committed, task.id = {task.id}")
    return {"id": task.id, "title": task.title}


@app.get("/tasks/{task_id}")
async def get_task(task_id: int):
    async with async_session_factory() as session:
        task = await session.get(Task, task_id)
    if task is None:
        raise HTTPException(status_code=404)
    return {"id": task.id, "title": task.title}
