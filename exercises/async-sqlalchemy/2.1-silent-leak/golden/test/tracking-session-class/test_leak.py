import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

import database
from main import app
from models import Task


@pytest.fixture
def sessions(monkeypatch):
    made = []

    class Tracking(AsyncSession):
        closed = False

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            made.append(self)

        async def close(self):
            await super().close()
            self.closed = True

    factory = async_sessionmaker(bind=database.engine, class_=Tracking, expire_on_commit=False)
    monkeypatch.setattr(database, "async_session_factory", factory)
    return made


@pytest.fixture
async def http():
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        yield client


async def test_closed_on_404(sessions, http):
    response = await http.get("/tasks/99999")
    assert response.status_code == 404
    assert sessions
    assert all(session.closed for session in sessions)


async def test_closed_and_saved_on_201(sessions, http, db_session):
    response = await http.post("/tasks")
    assert response.status_code == 201
    assert all(session.closed for session in sessions)
    assert await db_session.get(Task, response.json()["id"]) is not None


async def test_rolled_back(sessions, http, db_session):
    response = await http.post("/tasks/12345/copy")
    assert response.status_code == 404
    assert (await db_session.execute(select(Task))).first() is None
