from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    tasks = (await session.execute(select(Task).order_by(Task.created_at.desc()))).scalars().all()

    response = []
    for task in tasks:
        try:
            category_name = task.category.name
        except Exception:
            category_name = None
        response.append(
            TaskWithCategoryResponse(
                id=task.id,
                title=task.title,
                completed=task.completed,
                created_at=task.created_at,
                category_name=category_name,
            )
        )
    return response
