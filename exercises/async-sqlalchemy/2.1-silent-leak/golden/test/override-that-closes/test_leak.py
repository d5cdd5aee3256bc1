import pytest
from httpx import ASGITransport, AsyncClient

import database
from main import app


@pytest.mark.asyncio
async def test_session_closed_on_404():
    sessions = []

    async def override():
        session = database.async_session_factory()
        sessions.append(session)
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise
        finally:
            await session.close()

    app.dependency_overrides[database.get_async_session] = override
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        assert (await client.get("/tasks/99999")).status_code == 404
    app.dependency_overrides.clear()
    assert not any(session.in_transaction() for session in sessions)
