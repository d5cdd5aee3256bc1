import asyncio
from datetime import datetime, timedelta

from fastapi.testclient import TestClient
from sqlalchemy import event

from database import async_session_factory, engine
from main import app
from models import Category, Task


async def seed():
    async with async_session_factory() as session:
        categories = [Category(name=n) for n in ("Work", "Home", "Fun")]
        session.add_all(categories)
        await session.flush()
        for i in range(20):
            session.add(
                Task(
                    title=f"Task {i}",
                    created_at=datetime(2024, 1, 1) + timedelta(minutes=i),
                    category_id=categories[i % 3].id if i != 5 else None,
                )
            )
        await session.commit()


def test_dashboard():
    asyncio.run(seed())
    seen = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda c, cu, statement, *a: seen.append(statement))
    client = TestClient(app)
    data = client.get("/dashboard/tasks").json()
    assert len([s for s in seen if s.startswith("SELECT")]) <= 2
    assert client.get("/dashboard/tasks").json() == data
    names = ["Work", "Home", "Fun"]
    assert [(d["title"], d["category_name"]) for d in data] == [
        (f"Task {i}", names[i % 3] if i != 5 else None) for i in range(19, -1, -1)
    ]
