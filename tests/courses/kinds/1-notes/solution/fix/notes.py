from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Note


async def write(session: AsyncSession, text: str) -> None:
    session.add(Note(text=text))
    await session.flush()
    await session.commit()


async def count(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Note)) or 0
