import pytest
from datetime import datetime, timedelta

from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from models import Category, Task


@pytest.mark.xfail
async def test_dashboard_no_n_plus_one(client: AsyncClient, db_session: AsyncSession, queries):
    assert len(queries.selects) > 2
