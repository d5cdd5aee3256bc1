from typing import Any

from fastapi import HTTPException
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from models import Task


class TaskRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get_by_id(self, task_id: int) -> Task | None:
        stmt = select(Task).where(Task.id == task_id)
        result = await self.session.execute(stmt)
        return result.scalar_one_or_none()

    async def get_by_id_with_category(self, task_id: int) -> Task | None:
        stmt = select(Task).where(Task.id == task_id).options(selectinload(Task.category))
        result = await self.session.execute(stmt)
        return result.scalar_one_or_none()

    async def get_all(self, limit: int = 50, offset: int = 0) -> list[Task]:
        stmt = select(Task).order_by(Task.created_at.desc()).limit(limit).offset(offset)
        result = await self.session.execute(stmt)
        return list(result.scalars().all())

    async def create(
        self, title: str, description: str | None = None, category_id: int | None = None
    ) -> Task:
        task = Task(title=title, description=description, category_id=category_id)
        self.session.add(task)
        await self.session.flush()
        await self.session.refresh(task)
        return task

    async def create_batch(self, tasks_data: list[dict[str, Any]]) -> list[Task]:
        tasks = [Task(**data) for data in tasks_data]
        self.session.add_all(tasks)
        try:
            await self.session.flush()
        except IntegrityError as error:
            raise HTTPException(status_code=422, detail="A task names a category that does not exist") from error
        return tasks

    async def delete(self, task: Task) -> None:
        await self.session.delete(task)
        await self.session.flush()
