import time

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Category, Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    started = time.perf_counter()
    query_count = 0

    result = await session.execute(select(Task).order_by(Task.created_at.desc()))
    query_count += 1
    tasks = result.scalars().all()

    response = []
    for task in tasks:
        category_name = None
        if task.category_id is not None:
            result = await session.execute(select(Category).where(Category.id == task.category_id))
            query_count += 1
            print(f"query {query_count} for task {task.id}")
            category = result.scalar_one_or_none()
            if category:
                category_name = category.name

        response.append(
            TaskWithCategoryResponse(
                id=task.id,
                title=task.title,
                completed=task.completed,
                created_at=task.created_at,
                category_name=category_name,
            )
        )

    elapsed = time.perf_counter() - started
    print(f"Total queries: {query_count}, Total time: {elapsed:.3f}s")
    return response
