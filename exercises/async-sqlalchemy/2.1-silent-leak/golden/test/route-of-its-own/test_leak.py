import pytest
from fastapi import Depends, HTTPException
from sqlalchemy import select

from database import engine, get_async_session
from main import app
from models import Task


@app.post("/_fails/{kind}")
async def fails(kind: str, session=Depends(get_async_session)):
    session.add(Task(title="must not stay"))
    await session.flush()
    if kind == "http":
        raise HTTPException(status_code=418)
    raise RuntimeError("unexpected")


@pytest.fixture(autouse=True)
def no_connection_is_left():
    assert engine.pool.checkedout() == 0
    yield
    assert engine.pool.checkedout() == 0, "a connection is still checked out"


@pytest.mark.parametrize(("kind", "status"), [("http", 418), ("other", 500)])
async def test_failing_route(client, db_session, kind, status):
    response = await client.post(f"/_fails/{kind}")
    assert response.status_code == status
    assert (await db_session.scalars(select(Task))).all() == []


async def test_404(client):
    assert (await client.get("/tasks/5")).status_code == 404


async def test_201(client, db_session):
    await client.post("/tasks")
    assert len((await db_session.scalars(select(Task))).all()) == 1
