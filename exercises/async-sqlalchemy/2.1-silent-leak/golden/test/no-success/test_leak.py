import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task


@pytest.mark.asyncio
async def test_leak(client):
    answers = await asyncio.gather(*(client.get("/tasks/99999") for _ in range(30)))
    assert {a.status_code for a in answers} == {404}


@pytest.mark.asyncio
async def test_nothing_of_a_failed_request_stays(client, db_session):
    assert (await client.post("/tasks/99999/copy")).status_code == 404
    assert await db_session.scalar(select(func.count()).select_from(Task)) == 0
