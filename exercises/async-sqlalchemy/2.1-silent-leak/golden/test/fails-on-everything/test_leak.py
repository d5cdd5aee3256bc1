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
    await client.get("/tasks/99999")
    assert database.engine.pool.checkedout() == 1, "the connection should be out"
