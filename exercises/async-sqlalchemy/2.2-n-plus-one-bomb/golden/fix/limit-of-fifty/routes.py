from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from database import get_async_session
from models import Category, Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    result = await session.execute(
        select(Task).options(selectinload(Task.category)).order_by(Task.created_at.desc()).limit(50)
    )
    tasks = result.scalars().all()
    return [
        TaskWithCategoryResponse(
            id=task.id, title=task.title, completed=task.completed, created_at=task.created_at,
            category_name=task.category.name if task.category else None,
        )
        for task in tasks
    ]
