from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from models import Category, Task


async def create_and_inspect(session: AsyncSession, work_category: Category):
    task = Task(title="Write report", category_id=work_category.id)
    session.add(task)
    await session.commit()
    async with AsyncSession(session.bind, expire_on_commit=False) as other:
        task = await other.get(Task, task.id, options=[joinedload(Task.category)])
    print(f"E: task.category.name = {task.category.name}")
