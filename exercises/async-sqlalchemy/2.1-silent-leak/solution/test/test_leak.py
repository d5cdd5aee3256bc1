import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import func, select

import database
from main import app
from models import Task


@pytest.fixture
def checked_out():
    """How many connections the application holds."""
    return database.engine.pool.checkedout


@pytest.mark.asyncio
async def test_session_closed_on_404(checked_out):
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        response = await client.get("/tasks/99999")
    assert response.status_code == 404
    assert checked_out() == 0


@pytest.mark.asyncio
async def test_success_is_kept(client, db_session, checked_out):
    created = await client.post("/tasks")
    assert created.status_code == 201
    assert await db_session.scalar(select(Task.title).where(Task.id == created.json()["id"])) == "New Task"
    assert checked_out() == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("error", [HTTPException(404), RuntimeError("anything else")])
async def test_failure_is_undone_and_told(db_session, checked_out, error):
    dependency = database.get_async_session()
    session = await anext(dependency)
    session.add(Task(title="Half done"))
    await session.flush()
    with pytest.raises(type(error)):
        await dependency.athrow(error)
    assert await db_session.scalar(select(func.count()).select_from(Task)) == 0
    assert checked_out() == 0
