import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task


@pytest.mark.asyncio
async def test_dashboard_no_n_plus_one(client: AsyncClient, db_session: AsyncSession, queries):
    """The dashboard shows the right tasks, and sends at most two queries."""
    # Arrange: 20 tasks across 3 categories, and some without.

    # Act: call the endpoint.

    # Assert: the right tasks, in the right order, with the right names.

    # Assert: at most 2 queries.
