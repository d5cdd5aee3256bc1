import pytest
from httpx import AsyncClient
from sqlalchemy import event

from conftest import test_engine
from models import Category, Task


@pytest.mark.asyncio
async def test_dashboard_no_n_plus_one(client: AsyncClient, db_session):
    categories = [Category(name="Work"), Category(name="Personal"), Category(name="Urgent")]
    for cat in categories:
        db_session.add(cat)
    await db_session.flush()
    for i in range(20):
        db_session.add(Task(title=f"Task {i}", category_id=categories[i % 3].id))
    await db_session.flush()

    query_log = []

    @event.listens_for(test_engine.sync_engine, "before_cursor_execute")
    def log_query(conn, cursor, statement, parameters, context, executemany):
        query_log.append(statement)

    response = await client.get("/dashboard/tasks")
    event.remove(test_engine.sync_engine, "before_cursor_execute", log_query)

    assert response.status_code == 200
    data = response.json()
    assert len(data) == 20
    assert all(item["category_name"] in ["Work", "Personal", "Urgent"] for item in data)
    assert len([q for q in query_log if q.strip().upper().startswith("SELECT")]) <= 2
