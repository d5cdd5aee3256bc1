"""The dashboard shows what it showed before, and asks for it at most twice."""

from datetime import datetime
from typing import Any

import httpx
from board import fill
from sqlalchemy import select

from models import Category

ENOUGH = 2


async def dashboard(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    """Open it."""
    answer = await client.get("/dashboard/tasks")
    assert answer.status_code == 200, (
        f"GET /dashboard/tasks got {answer.status_code}. The traceback is in the output."
    )
    shown = answer.json()
    assert isinstance(shown, list), "The response is not a list of tasks."
    for task in shown:
        missing = {"id", "title", "completed", "created_at", "category_name"} ^ task.keys()
        assert not missing, f"A task in the response has other fields than before: {', '.join(sorted(missing))}."
        task["created_at"] = datetime.fromisoformat(task["created_at"])
    return shown


async def test_same_tasks(client, db_session):
    assert await dashboard(client) == [], "Without any tasks the response should be an empty list."
    board = await fill(db_session, tasks=40, categories=6)
    shown = await dashboard(client)
    absent = {task["id"] for task in board.shown} - {task["id"] for task in shown}
    uncategorised = {task["id"] for task in board.shown if task["category_name"] is None}
    assert not absent or absent != uncategorised, f"The {len(absent)} tasks without a category are missing."
    assert not absent, f"{len(absent)} of {len(board.shown)} tasks are missing."
    assert len(shown) == len(board.shown), f"{len(board.shown)} tasks are in the table, the response has {len(shown)}."
    known = {task["id"]: task for task in board.shown}
    for task in shown:
        for field in ("title", "completed", "created_at"):
            was = known[task["id"]][field]
            assert task[field] == was, f"Task {task['id']} shows `{task[field]}` as {field}; in the table it is `{was}`."


async def test_same_names(client, db_session):
    board = await fill(db_session, tasks=30, categories=5)
    known = {task["id"]: task["category_name"] for task in board.shown}
    for task in await dashboard(client):
        name, shown = known.get(task["id"]), task["category_name"]
        is_in = f"is in `{name}`" if name else "has no category"
        shows = f"`{shown}`" if shown else "no category"
        assert shown == name, f"A task that {is_in} shows {shows}."


async def test_same_order(client, db_session):
    board = await fill(db_session, tasks=30, categories=5)
    shown = [task["id"] for task in await dashboard(client)]
    assert shown == [task["id"] for task in board.shown], "The tasks should come newest first, by `created_at`."


async def test_few_queries(client, db_session, queries):
    board = await fill(db_session, tasks=60, categories=20)
    shown = await dashboard(client)
    assert len(shown) == len(board.shown), f"{len(board.shown)} tasks are in the table, the response has {len(shown)}."
    sent, of = len(queries), f"60 tasks in {board.categories} categories"
    assert sent <= board.with_category, f"{sent} queries for {of}: it asks again for each task."
    assert sent <= board.categories, f"{sent} queries for {of}: it asks for the categories one by one."
    assert sent <= ENOUGH, f"{sent} queries for {of}; {ENOUGH} are enough."


async def test_follows_the_data(client, db_session):
    await fill(db_session, tasks=8, categories=3)
    await dashboard(client)
    category = (await db_session.scalars(select(Category))).first()
    category.name = "Renamed meanwhile"
    await db_session.flush()
    names = {task["category_name"] for task in await dashboard(client)}
    assert category.name in names, "A category got another name, and the next response still shows the old one."
