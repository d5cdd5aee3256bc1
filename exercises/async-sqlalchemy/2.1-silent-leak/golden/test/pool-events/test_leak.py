import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task


class Borrowed:
    def __init__(self, pool):
        self.out = set()
        event.listen(pool, "checkout", lambda connection, record, proxy: self.out.add(id(record)))
        event.listen(pool, "checkin", lambda connection, record: self.out.discard(id(record)))


@pytest.mark.asyncio
async def test_what_is_borrowed_comes_back(client, db_session):
    borrowed = Borrowed(database.engine.sync_engine.pool)
    for path in ("/tasks/1", "/tasks/2"):
        assert (await client.get(path)).status_code == 404
        assert not borrowed.out
    assert (await client.post("/tasks")).status_code == 201
    assert not borrowed.out
    assert await db_session.scalar(select(func.count()).select_from(Task)) == 1
    assert (await client.post("/tasks/77/copy")).status_code == 404
    assert not borrowed.out
    assert await db_session.scalar(select(func.count()).select_from(Task)) == 1
