import pytest
from httpx import ASGITransport, AsyncClient

from database import async_session_factory, get_async_session
from main import app


@pytest.fixture
async def db_session():
    """One transaction for each test, which is never committed."""
    async with async_session_factory() as session:
        yield session


@pytest.fixture
async def client(db_session):
    """The application works in the test's own session."""
    app.dependency_overrides[get_async_session] = lambda: db_session
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        yield client
    app.dependency_overrides.clear()
