from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Category, Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    result = await session.execute(
        select(Task.id, Task.title, Task.completed, Task.created_at, Category.name.label("category_name"))
        .outerjoin(Task.category)
        .order_by(Task.created_at.desc())
    )

    return result.mappings().all()
