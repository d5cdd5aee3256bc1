from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from models import Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")

app = FastAPI()


@app.get("/tasks/{task_id}")
async def get_task(task_id: int):
    async with AsyncSession(engine) as session:
        task = (await session.scalars(select(Task).where(Task.id == task_id))).one()
        return {"id": task.id, "title": task.title}


@app.get("/ready")
async def ready():
    return {}
