from unittest.mock import patch

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import text

import database
from main import app


@pytest.mark.asyncio
async def test_session_closed_on_404():
    made, closed = [], []
    real_factory = database.async_session_factory

    def factory(*args, **kwargs):
        session = real_factory(*args, **kwargs)
        made.append(session)
        real_close = session.close

        async def close():
            closed.append(session)
            await real_close()

        session.close = close
        return session

    with patch("database.async_session_factory", factory):
        async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
            assert (await client.get("/tasks/99999")).status_code == 404
            assert (await client.post("/tasks")).status_code == 201

    assert len(made) == 2
    assert closed == made


@pytest.mark.asyncio
async def test_commit_and_rollback(client, queries):
    created = await client.post("/tasks")
    ends = [q.upper().rstrip(";") for q in queries.everything if q.upper().startswith(("COMMIT", "ROLLBACK"))]
    assert ends == ["COMMIT"]
    assert (await client.get(f"/tasks/{created.json()['id']}")).status_code == 200
    queries.reset()
    await client.post("/tasks/4711/copy")
    ends = [q.upper().rstrip(";") for q in queries.everything if q.upper().startswith(("COMMIT", "ROLLBACK"))]
    assert ends == ["ROLLBACK"]
