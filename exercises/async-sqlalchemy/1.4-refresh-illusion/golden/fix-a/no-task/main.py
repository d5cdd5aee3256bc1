from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task


async def create_and_inspect(session: AsyncSession, work_category: Category):
    name = await session.scalar(select(Category.name).where(Category.id == work_category.id))
    print(f"E: task.category.name = {name}")
