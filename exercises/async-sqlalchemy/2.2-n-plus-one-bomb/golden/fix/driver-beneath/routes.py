from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    tasks = (await session.scalars(select(Task).order_by(Task.created_at.desc()))).all()
    connection = await (await session.connection()).get_raw_connection()
    names = {}
    for task in tasks:
        name = "SELECT name FROM categories WHERE id = $1"
        if task.category_id is not None:
            names[task.id] = await connection.driver_connection.fetchval(name, task.category_id)

    return [
        TaskWithCategoryResponse(
            id=task.id,
            title=task.title,
            completed=task.completed,
            created_at=task.created_at,
            category_name=names.get(task.id),
        )
        for task in tasks
    ]
