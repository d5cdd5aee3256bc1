import asyncio

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, func, select, text

import database
from main import app
from models import Task

from sqlalchemy.ext.asyncio import AsyncSession


@pytest.mark.asyncio
async def test_rollback_is_called(client, monkeypatch):
    calls = []
    rollback = AsyncSession.rollback

    async def noted(self):
        calls.append(self)
        await rollback(self)

    monkeypatch.setattr(AsyncSession, "rollback", noted)
    assert (await client.get("/tasks/99999")).status_code == 404
    assert calls
