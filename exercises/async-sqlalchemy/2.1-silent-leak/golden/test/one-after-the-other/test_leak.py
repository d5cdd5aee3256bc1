import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task


@pytest.mark.asyncio
async def test_sequential_404s_do_not_exhaust_the_pool(client):
    statuses = []
    for _ in range(17):
        statuses.append((await client.get("/tasks/31337")).status_code)
    assert set(statuses) == {404}


@pytest.mark.asyncio
async def test_post_is_saved(client, db_session):
    response = await client.post("/tasks")
    assert response.status_code == 201
    assert (await client.get(f"/tasks/{response.json()['id']}")).status_code == 200


@pytest.mark.asyncio
async def test_nothing_of_a_failed_request_stays(client, db_session):
    assert (await client.post("/tasks/99999/copy")).status_code == 404
    assert await db_session.scalar(select(func.count()).select_from(Task)) == 0
