from sqlalchemy import select
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

    async def get_all(self, limit: int = 50, offset: int = 0, completed: bool | None = None, category_id: int | None = None) -> list[Task]:
        stmt = select(Task).options(selectinload(Task.category)).order_by(Task.created_at.desc())
        tasks = (await self.session.scalars(stmt)).all()
        return [t for t in tasks if (completed is None or t.completed == completed) and (category_id is None or t.category_id == category_id)][offset:offset + limit]

    async def create(
        self, title: str, description: str | None = None, category_id: int | None = None
    ) -> Task:
        task = Task(title=title, description=description, category_id=category_id)
        self.session.add(task)
        await self.session.flush()
        await self.session.refresh(task)
        return task

    async def delete(self, task: Task) -> None:
        await self.session.delete(task)
        await self.session.flush()
