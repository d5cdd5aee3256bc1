import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task


@pytest.mark.asyncio
async def test_session_closed_on_404(client):
    assert (await client.get("/tasks/99999")).status_code == 404
    assert database.engine.pool.checkedout() == 0
