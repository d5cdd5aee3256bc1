import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task


async def drive(error=None):
    generator = database.get_async_session()
    session = await generator.__anext__()
    session.add(Task(title="x"))
    await session.flush()
    if error is None:
        with pytest.raises(StopAsyncIteration):
            await generator.__anext__()
    else:
        with pytest.raises(type(error)):
            await generator.athrow(error)
    return session


class TestDependency:
    @pytest.mark.asyncio
    async def test_commits(self, db_session):
        session = await drive()
        assert not session.in_transaction()
        assert len((await db_session.execute(select(Task))).all()) == 1

    @pytest.mark.asyncio
    @pytest.mark.parametrize("error", [HTTPException(status_code=404), ValueError("boom")], ids=["http", "other"])
    async def test_rolls_back(self, db_session, error):
        session = await drive(error)
        assert not session.in_transaction()
        assert (await db_session.execute(select(Task))).all() == []

    async def test_status_is_passed_on(self, client):
        response = await client.get("/tasks/424242")
        assert response.status_code == 404
