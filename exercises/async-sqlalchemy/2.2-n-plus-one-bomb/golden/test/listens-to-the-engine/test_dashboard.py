from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from conftest import test_engine
from models import Category, Task


@pytest.mark.asyncio
async def test_dashboard_no_n_plus_one(client, db_session):
    categories = [Category(name="Work"), Category(name="Personal"), Category(name="Urgent")]
    for category in categories:
        db_session.add(category)
    await db_session.flush()

    base = datetime(2024, 1, 1)
    for i in range(20):
        category_id = categories[i % 3].id if i < 18 else None
        db_session.add(Task(title=f"Task {i}", category_id=category_id, created_at=base + timedelta(hours=i)))
    await db_session.flush()

    statements = []

    @event.listens_for(test_engine.sync_engine, "before_cursor_execute")
    def log_query(conn, cursor, statement, parameters, context, executemany):
        statements.append(statement)

    try:
        response = await client.get("/dashboard/tasks")
    finally:
        event.remove(test_engine.sync_engine, "before_cursor_execute", log_query)

    assert response.status_code == 200
    data = response.json()
    assert [item["title"] for item in data] == [f"Task {i}" for i in reversed(range(20))]
    names = {f"Task {i}": categories[i % 3].name if i < 18 else None for i in range(20)}
    assert {item["title"]: item["category_name"] for item in data} == names
    selects = [s for s in statements if s.strip().upper().startswith("SELECT")]
    assert len(selects) <= 2, f"N+1 detected: {len(selects)} queries"
