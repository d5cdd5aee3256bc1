from datetime import datetime, timedelta

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task


@pytest.mark.asyncio
async def test_dashboard_no_n_plus_one(client: AsyncClient, db_session: AsyncSession, queries):
    """The dashboard shows the right tasks, and asks for them at most twice."""
    names = ["Work", "Personal", "Urgent", None]
    categories = {name: Category(name=name) for name in names if name}
    db_session.add_all(categories.values())
    await db_session.flush()

    expected = []
    for number in range(20):
        # Seven has no divisor in common with twenty: each minute once, but in another order than the ids.
        created_at = datetime(2026, 3, 1) + timedelta(minutes=7 * number % 20)
        name = names[number % 4]
        task = Task(
            title=f"Task {number}",
            completed=number % 3 == 0,
            created_at=created_at,
            category_id=categories[name].id if name else None,
        )
        db_session.add(task)
        expected.append((created_at, task.title, task.completed, name))
    await db_session.flush()
    queries.reset()

    response = await client.get("/dashboard/tasks")

    assert response.status_code == 200
    shown = [
        (datetime.fromisoformat(task["created_at"]), task["title"], task["completed"], task["category_name"])
        for task in response.json()
    ]
    assert shown == sorted(expected, reverse=True)
    assert len(queries) <= 2, queries
