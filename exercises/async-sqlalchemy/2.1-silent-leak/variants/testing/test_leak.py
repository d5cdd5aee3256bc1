import pytest
from httpx import ASGITransport, AsyncClient

import database
from main import app


@pytest.mark.asyncio
async def test_session_closed_on_404():
    """A request that ends in a 404 returns its connection."""
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test") as client:
        response = await client.get("/tasks/99999")
        assert response.status_code == 404

    # What can you see of the connection from here?
