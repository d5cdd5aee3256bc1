import os
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from database import get_async_session
from main import app
from models import Category, Task

engine = create_async_engine(os.environ["DATABASE_URL"])
factory = async_sessionmaker(engine, expire_on_commit=False)


@pytest_asyncio.fixture
async def own_client():
    async def override():
        async with factory() as session:
            yield session

    app.dependency_overrides[get_async_session] = override
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        yield client
    app.dependency_overrides.clear()
    await engine.dispose()


@pytest.mark.asyncio
async def test_dashboard(own_client):
    async with factory.begin() as session:
        categories = [Category(name=f"C{i}") for i in range(3)]
        session.add_all(categories)
        session.add_all(
            Task(title=f"T{i}", created_at=datetime(2024, 1, 1) + timedelta(seconds=i), category=categories[i % 3])
            for i in range(20)
        )
        session.add(Task(title="lonely", created_at=datetime(2020, 1, 1)))

    log = []
    listener = lambda conn, cursor, statement, *rest: log.append(statement)
    event.listen(engine.sync_engine, "before_cursor_execute", listener)
    response = await own_client.get("/dashboard/tasks")
    event.remove(engine.sync_engine, "before_cursor_execute", listener)

    got = [(item["title"], item["category_name"]) for item in response.json()]
    assert got == [(f"T{i}", f"C{i % 3}") for i in range(19, -1, -1)] + [("lonely", None)]
    assert len(log) <= 2
