import os

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

import database
from main import app


@pytest_asyncio.fixture
async def narrow(monkeypatch):
    engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=1, max_overflow=0, pool_timeout=1)
    monkeypatch.setattr(database, "engine", engine)
    monkeypatch.setattr(
        database, "async_session_factory", async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
    )
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        yield client
    await engine.dispose()


@pytest.mark.asyncio
async def test_one_connection_is_enough(narrow):
    for _ in range(3):
        assert (await narrow.get("/tasks/99999")).status_code == 404
    created = (await narrow.post("/tasks")).json()
    assert (await narrow.post("/tasks/99999/copy")).status_code == 404
    assert (await narrow.get(f"/tasks/{created['id']}")).json() == created
    assert (await narrow.get(f"/tasks/{created['id'] + 1}")).status_code == 404
