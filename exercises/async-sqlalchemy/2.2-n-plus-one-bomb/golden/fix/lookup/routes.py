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
    wanted = {task.category_id for task in tasks if task.category_id is not None}
    categories = await session.scalars(select(Category).where(Category.id.in_(wanted)))
    names = {category.id: category.name for category in categories}

    return [
        TaskWithCategoryResponse(
            id=task.id,
            title=task.title,
            completed=task.completed,
            created_at=task.created_at,
            category_name=names.get(task.category_id),
        )
        for task in tasks
    ]
