from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Task

app = FastAPI()


@app.get("/tasks/{task_id}")
async def get_task(task_id: int, session: AsyncSession = Depends(get_async_session)):
    result = await session.execute(select(Task).where(Task.id == task_id))
    task = result.scalar_one_or_none()
    if task is None:
        raise HTTPException(status_code=404, detail="Task not found")
    return {"id": task.id, "title": task.title}


@app.post("/tasks", status_code=201)
async def create_task(session: AsyncSession = Depends(get_async_session)):
    task = Task(title="New Task")
    session.add(task)
    await session.flush()
    await session.refresh(task)
    return {"id": task.id, "title": task.title}


@app.post("/tasks/{task_id}/copy", status_code=201)
async def copy_task(task_id: int, session: AsyncSession = Depends(get_async_session)):
    copy = Task(title="Copy")
    session.add(copy)
    await session.flush()
    original = await session.get(Task, task_id)
    if original is None:
        raise HTTPException(status_code=404, detail="Task not found")
    copy.title = f"Copy of {original.title}"
    if len(copy.title) > 200:
        raise ValueError("The title is too long for a copy.")
    await session.flush()
    return {"id": copy.id, "title": copy.title}
