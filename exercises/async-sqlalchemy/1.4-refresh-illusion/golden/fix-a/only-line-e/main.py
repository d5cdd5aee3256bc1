from sqlalchemy import select
from sqlalchemy.orm import selectinload
from models import Task, Category


async def create_and_inspect(session, work_category):
    task = Task(title="Write report", category_id=work_category.id)
    session.add(task)
    await session.flush()
    task = (
        await session.execute(
            select(Task).options(selectinload(Task.category)).where(Task.id == task.id)
        )
    ).scalar_one()
    print(f"E: task.category.name = {task.category.name}")
    return task
