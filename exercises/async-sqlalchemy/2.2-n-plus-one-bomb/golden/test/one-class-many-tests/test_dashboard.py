from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from models import Category, Task


@pytest_asyncio.fixture
async def tasks(db_session):
    work, home, gym = Category(name="Work"), Category(name="Home"), Category(name="Gym")
    db_session.add_all([work, home, gym])
    await db_session.flush()
    owners = [work, home, gym, None] * 5
    made = []
    for i, owner in enumerate(owners):
        task = Task(
            title=f"Task {i:02}",
            created_at=datetime(2024, 5, 1) + timedelta(minutes=(i * 3) % 20),
            category_id=owner.id if owner else None,
        )
        made.append((task, owner))
        db_session.add(task)
    await db_session.flush()
    return made


class TestDashboard:
    @pytest.mark.asyncio
    async def test_every_task_is_there(self, client, tasks):
        data = (await client.get("/dashboard/tasks")).json()
        assert {t["id"] for t in data} == {task.id for task, _ in tasks}

    @pytest.mark.asyncio
    async def test_names(self, client, tasks):
        data = (await client.get("/dashboard/tasks")).json()
        names = {t["id"]: t["category_name"] for t in data}
        for task, owner in tasks:
            assert names[task.id] == (owner.name if owner else None)

    @pytest.mark.asyncio
    async def test_newest_first(self, client, tasks):
        times = [t["created_at"] for t in (await client.get("/dashboard/tasks")).json()]
        assert times == sorted(times, reverse=True)

    @pytest.mark.asyncio
    async def test_query_count(self, client, tasks, queries):
        queries.clear()
        await client.get("/dashboard/tasks")
        assert len(queries) <= 2
