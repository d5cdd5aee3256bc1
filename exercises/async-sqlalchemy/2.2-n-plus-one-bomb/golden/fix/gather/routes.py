import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Category, Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


async def name_of(session: AsyncSession, category_id: int | None) -> str | None:
    if category_id is None:
        return None
    result = await session.execute(select(Category.name).where(Category.id == category_id))
    return result.scalar_one_or_none()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    result = await session.execute(select(Task).order_by(Task.created_at.desc()))
    tasks = result.scalars().all()
    names = await asyncio.gather(*(name_of(session, task.category_id) for task in tasks))

    return [
        TaskWithCategoryResponse(
            id=task.id,
            title=task.title,
            completed=task.completed,
            created_at=task.created_at,
            category_name=name,
        )
        for task, name in zip(tasks, names, strict=True)
    ]
