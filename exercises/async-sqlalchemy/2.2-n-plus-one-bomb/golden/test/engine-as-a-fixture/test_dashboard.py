from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from models import Category, Task


class QueryCounter:
    def __init__(self, engine):
        self.engine, self.statements = engine.sync_engine, []

    def __enter__(self):
        event.listen(self.engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_):
        event.remove(self.engine, "before_cursor_execute", self._note)

    def _note(self, conn, cursor, statement, parameters, context, executemany):
        self.statements.append(statement)


@pytest.mark.parametrize("n", [8, 20])
async def test_dashboard(client, db_session, test_engine, n):
    categories = [Category(name=f"Category {i}") for i in range(3)]
    db_session.add_all(categories)
    await db_session.flush()
    tasks = []
    for i in range(n):
        owner = (categories + [None])[i % 4]
        # Older and older: the order of ids is not the order of time.
        created_at = datetime(2024, 6, 1) - timedelta(hours=i)
        task = Task(title=f"Task {i}", completed=bool(i % 2), created_at=created_at)
        task.category_id = owner and owner.id
        db_session.add(task)
        tasks.append({"title": task.title, "completed": task.completed, "category_name": owner and owner.name})
    await db_session.flush()
    with QueryCounter(test_engine) as counter:
        response = await client.get("/dashboard/tasks")
    shown = [{k: t[k] for k in ("title", "completed", "category_name")} for t in response.json()]
    assert shown == tasks
    assert len(counter.statements) in (1, 2)
