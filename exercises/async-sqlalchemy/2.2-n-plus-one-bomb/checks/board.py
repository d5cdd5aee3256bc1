"""Tasks for the dashboard, and what it has to show of them."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task

WORDS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heron", "Iris", "Juniper", "Kelp", "Larch")


@dataclass
class Board:
    """What was put into the database: ``shown`` is the answer that the dashboard owes, newest first."""

    shown: list[dict[str, Any]]
    categories: int

    @property
    def with_category(self) -> int:
        """How many tasks have one."""
        return sum(task["category_name"] is not None for task in self.shown)


async def fill(session: AsyncSession, *, tasks: int, categories: int) -> Board:
    """Add tasks, in no order of time, and to every fifth no category; each category has a task."""
    names = random.sample(range(1_000, 10_000), categories)
    made = [Category(name=f"{random.choice(WORDS)} {name}") for name in names]
    session.add_all(made)
    await session.flush()
    minutes = random.sample(range(1, 100_000), tasks)
    added = []
    for number, minute in enumerate(minutes):
        category = None if number % 5 == 4 else made[number % categories]
        task = Task(
            title=f"{random.choice(WORDS)} {random.randrange(1_000, 10_000)}",
            completed=random.random() < 0.5,
            created_at=datetime(2026, 3, 1) + timedelta(minutes=minute),
            category_id=category.id if category else None,
        )
        added.append((task, category))
    session.add_all(task for task, _ in added)
    await session.flush()
    shown = [
        {
            "id": task.id,
            "title": task.title,
            "completed": task.completed,
            "created_at": task.created_at,
            "category_name": category.name if category else None,
        }
        for task, category in added
    ]
    shown.sort(key=lambda task: task["created_at"], reverse=True)
    return Board(shown, len({category.id for _, category in added if category}))
