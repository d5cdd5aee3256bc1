import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task

import gc


@pytest.mark.asyncio
async def test_leak(client):
    assert (await client.get("/tasks/99999")).status_code == 404
    gc.collect()
    assert database.engine.pool.checkedout() == 0


@pytest.mark.asyncio
async def test_post_is_saved(client, db_session):
    response = await client.post("/tasks")
    assert response.status_code == 201
    assert (await client.get(f"/tasks/{response.json()['id']}")).status_code == 200


@pytest.mark.asyncio
async def test_nothing_of_a_failed_request_stays(client, db_session):
    assert (await client.post("/tasks/99999/copy")).status_code == 404
    assert await db_session.scalar(select(func.count()).select_from(Task)) == 0
