from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Category, Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    tasks = (await session.scalars(select(Task).order_by(Task.created_at.desc()))).all()

    response = []
    for task in tasks:
        category = await session.get(Category, task.category_id) if task.category_id else None
        response.append(
            TaskWithCategoryResponse(
                id=task.id,
                title=task.title,
                completed=task.completed,
                created_at=task.created_at,
                category_name=category.name if category else None,
            )
        )
    return response
