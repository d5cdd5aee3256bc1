import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task


async def test_fifty_404s(client):
    answers = await asyncio.gather(*(client.get("/tasks/999") for _ in range(50)))
    assert [a.status_code for a in answers] == [404] * 50
    created = (await client.post("/tasks")).json()
    found = await client.get(f"/tasks/{created['id']}")
    assert found.json() == created


async def test_error_after_flush(db_session):
    context = database.get_async_session()
    session = await anext(context)
    session.add(Task(title="half"))
    await session.flush()
    with pytest.raises(KeyError):
        await context.athrow(KeyError("x"))
    count = await db_session.scalar(select(func.count(Task.id)))
    assert count == 0
