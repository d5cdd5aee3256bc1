import pytest
from httpx import ASGITransport, AsyncClient

from database import async_session_factory, get_async_session
from main import app


@pytest.mark.asyncio
async def test_session_closed_on_404():
    created, closed = [], []

    class Tracking:
        def __init__(self, real):
            self._session = real
            created.append(id(real))

        async def close(self):
            closed.append(id(self._session))
            await self._session.close()

        def __getattr__(self, name):
            return getattr(self._session, name)

    async def tracked_get_session():
        async with async_session_factory() as session:
            tracked = Tracking(session)
            try:
                yield tracked
                await session.commit()
            except Exception:
                await session.rollback()
                raise

    app.dependency_overrides[get_async_session] = tracked_get_session
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        response = await client.get("/tasks/99999")
        assert response.status_code == 404
    app.dependency_overrides.clear()
    assert created
    assert set(created) == set(closed), f"Session leak detected! Created: {created}, Closed: {closed}"
