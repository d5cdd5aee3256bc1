from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from schemas import TaskWithCategoryResponse

app = FastAPI()


DASHBOARD = """
    SELECT t.id, t.title, t.completed, t.created_at, c.name AS category_name
    FROM tasks t LEFT JOIN categories c ON c.id = t.category_id
    ORDER BY t.created_at DESC
"""


@app.get("/dashboard/tasks", response_model=list[TaskWithCategoryResponse])
async def task_dashboard(session: AsyncSession = Depends(get_async_session)):
    rows = await session.execute(text(DASHBOARD))
    return [TaskWithCategoryResponse.model_validate(row) for row in rows]
