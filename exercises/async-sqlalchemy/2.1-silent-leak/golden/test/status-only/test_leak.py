import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task


@pytest.mark.asyncio
async def test_404(client):
    for _ in range(3):
        response = await client.get("/tasks/99999")
        assert response.status_code == 404


@pytest.mark.asyncio
async def test_404_again(client):
    assert (await client.get("/tasks/99998")).status_code == 404
