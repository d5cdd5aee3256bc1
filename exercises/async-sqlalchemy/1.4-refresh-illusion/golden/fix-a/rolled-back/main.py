from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task


async def create_and_inspect(session: AsyncSession, work_category: Category):
    """Create a task in a category that another session has loaded, then read the category's name."""
    task = Task(title="Write report", category_id=work_category.id)
    session.add(task)
    await session.flush()
    print(f"A: task.id = {task.id}")
    print(f"B: task.category_id = {task.category_id}")

    result = await session.execute(
        select(Task).where(Task.id == task.id).options(selectinload(Task.category))
    )
    task = result.scalar_one()
    print(f"C: task.id = {task.id}")
    print(f"D: task.title = {task.title}")

    print(f"E: task.category.name = {task.category.name}")
    await session.rollback()
