import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from database import engine
from main import app


@pytest.fixture
async def db_session():
    """On a connection of its own, where each flush is seen by everybody at once."""
    async with AsyncSession(engine.execution_options(isolation_level="AUTOCOMMIT")) as session:
        await session.execute(text("TRUNCATE tasks, categories RESTART IDENTITY"))
        yield session


@pytest.fixture
async def client(db_session):
    """The application makes its sessions itself, as it does outside of tests."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        yield client
