import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task

LEFT = text("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'")


@pytest.mark.asyncio
async def test_server_sees_no_transaction(client, db_session):
    assert (await client.get("/tasks/99999")).status_code == 404
    assert await db_session.scalar(LEFT) == 0
    assert (await client.post("/tasks")).status_code == 201
    assert await db_session.scalar(LEFT) == 0
    titles = (await db_session.scalars(select(Task.title))).all()
    assert titles == ["New Task"]


@pytest.mark.asyncio
async def test_nothing_of_a_failed_request_stays(client, db_session):
    assert (await client.post("/tasks/99999/copy")).status_code == 404
    assert await db_session.scalar(select(func.count()).select_from(Task)) == 0
