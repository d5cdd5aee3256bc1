from httpx import ASGITransport, AsyncClient

import database
from main import app


class TrackedSession:
    """Remembers whether it was closed; everything else is the real session's."""

    def __init__(self, session):
        self._session = session
        self.closed = False

    async def close(self):
        self.closed = True
        await self._session.close()

    def __getattr__(self, name):
        return getattr(self._session, name)


async def ask_with(dependency):
    app.dependency_overrides[database.get_async_session] = dependency
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        response = await client.get("/tasks/99999")
    app.dependency_overrides.clear()
    assert response.status_code == 404


async def test_first():
    tracked = []

    async def tracked_session():
        async with database.async_session_factory() as session:
            tracked.append(TrackedSession(session))
            try:
                yield tracked[-1]
                await session.commit()
            except Exception:
                await session.rollback()
                raise

    await ask_with(tracked_session)
    assert all(session.closed for session in tracked), "Session leak detected!"


async def test_second():
    tracked = []

    async def tracked_session():
        tracked.append(TrackedSession(database.async_session_factory()))
        try:
            yield tracked[-1]
            await tracked[-1].commit()
        except Exception:
            await tracked[-1].rollback()
            raise
        finally:
            await tracked[-1].close()

    await ask_with(tracked_session)
    assert all(session.closed for session in tracked), "Session leak detected!"
