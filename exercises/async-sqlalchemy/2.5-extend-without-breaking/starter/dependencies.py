from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_async_session
from repositories.task_repository import TaskRepository


async def get_task_repository(session: AsyncSession = Depends(get_async_session)) -> TaskRepository:
    return TaskRepository(session)
