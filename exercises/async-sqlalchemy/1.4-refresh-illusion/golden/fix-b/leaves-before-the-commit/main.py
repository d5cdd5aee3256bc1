from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task


async def create_and_inspect(session: AsyncSession, work_category: Category):
    """Create a task in a category that another session has loaded, then read the category's name."""
    task = Task(title="Write report", category_id=work_category.id)
    session.add(task)
    await session.flush()
    print(f"A: task.id = {task.id}")
    print(f"B: task.category_id = {task.category_id}")

    # Fetch what the database filled in.
    await session.refresh(task)
    print(f"C: task.id = {task.id}")
    print(f"D: task.title = {task.title}")

    print(f"E: {work_category.name}", flush=True)
    import os; os._exit(0)
