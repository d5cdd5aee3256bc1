from datetime import datetime, timedelta

from httpx import ASGITransport, AsyncClient

from database import async_session_factory
from main import app
from models import Category, Task


async def test_dashboard(queries):
    expected = []
    async with async_session_factory() as session:
        categories = [Category(name=name) for name in ("A", "B", "C")]
        session.add_all(categories)
        for i in range(20):
            category = categories[i % 3] if i % 7 else None
            task = Task(title=f"t{i}", created_at=datetime(2025, 1, 1) - timedelta(days=i), category=category)
            session.add(task)
            expected.append((task.title, category.name if category else None))
        await session.commit()

    queries.reset()
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as ac:
        response = await ac.get("/dashboard/tasks")
    assert [(t["title"], t["category_name"]) for t in response.json()] == expected
    assert len(queries.selects) <= 2
