"""The number of queries is the same for few tasks and for many."""
import pytest
from sqlalchemy import event

import database
from models import Category, Task


async def add(session, categories, how_many):
    tasks = [
        Task(title=f"Task {n}", category_id=categories[n % 4].id if n % 4 < 3 else None) for n in range(how_many)
    ]
    for task in tasks:
        session.add(task)
        await session.flush()
    return tasks


async def visit(client):
    count = 0

    def counting(*_):
        nonlocal count
        count += 1

    event.listen(database.engine.sync_engine, "before_cursor_execute", counting)
    try:
        response = await client.get("/dashboard/tasks")
        response.raise_for_status()
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", counting)
    return response.json(), count


@pytest.mark.asyncio
async def test_constant(client, db_session):
    categories = [Category(name=n) for n in ("one", "two", "three")]
    db_session.add_all(categories)
    await db_session.flush()
    first = await add(db_session, categories, 7)
    _, few = await visit(client)
    second = await add(db_session, categories, 33)
    shown, many = await visit(client)
    assert few == many, f"{few} queries for 7 tasks, {many} for 40"
    names = {c.id: c.name for c in categories} | {None: None}
    assert [(s["id"], s["category_name"]) for s in shown] == [
        (t.id, names[t.category_id]) for t in reversed(first + second)
    ]
