"""Rows that no submission can know beforehand."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task

BEGAN = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - the column has no time zone


def word() -> str:
    return secrets.token_hex(4)


async def categories(db_session: AsyncSession, count: int) -> list[Category]:
    found = [Category(name=f"Category {word()}") for _ in range(count)]
    db_session.add_all(found)
    await db_session.flush()
    return found


def task(minute: int, category: Category | None = None, completed: bool = False) -> Task:
    """A task that was made so many minutes after the first one."""
    return Task(
        title=f"Task {word()}",
        description=f"About {word()}",
        completed=completed,
        created_at=BEGAN + timedelta(minutes=minute),
        category_id=category.id if category else None,
    )


async def saved(db_session: AsyncSession, tasks: list[Task]) -> list[Task]:
    db_session.add_all(tasks)
    await db_session.flush()
    return tasks
