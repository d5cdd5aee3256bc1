"""What worked before still works, more closely than the given tests look."""

import secrets

import httpx
from samples import categories, saved, task, word
from sqlalchemy import select

from models import Task

NEVER_BUILT = {"detail": "Not Found"}


async def test_list(client, db_session):
    """Newest first, and no more than fifty."""
    tasks = await saved(db_session, [task(minute) for minute in range(55)])
    response = await client.get("/tasks")
    assert response.status_code == 200, f"GET /tasks answers {response.status_code}"
    newest = [each.id for each in reversed(tasks)][:50]
    got = [each["id"] for each in response.json()]
    assert len(got) == 50, f"GET /tasks returns {len(got)} of 55 tasks; it returned 50 before"
    assert got == newest, "GET /tasks no longer returns the newest tasks first"


async def test_one(client, db_session):
    tasks = await saved(db_session, [task(minute, completed=minute % 2 == 0) for minute in range(5)])
    wanted = secrets.choice(tasks)
    response = await client.get(f"/tasks/{wanted.id}")
    assert response.status_code == 200, f"GET /tasks/{wanted.id} answers {response.status_code}"
    got = {key: response.json()[key] for key in ("id", "title", "description", "completed")}
    expected = {key: getattr(wanted, key) for key in got}
    assert got == expected, f"GET /tasks/{wanted.id} returns {got}, the row is {expected}"


async def test_create(client, db_session):
    (category,) = await categories(db_session, 1)
    body = {"title": f"Title {word()}", "description": f"About {word()}", "category_id": category.id}
    response = await client.post("/tasks", json=body)
    assert response.status_code == 201, f"POST /tasks answers {response.status_code}"
    row = (await db_session.execute(select(Task).where(Task.id == response.json()["id"]))).scalar_one_or_none()
    assert row is not None, "POST /tasks answers 201, and its row is not in the table"
    got = {key: getattr(row, key) for key in body}
    assert got == body, f"POST /tasks was sent {body} and saved {got}"
    assert response.json()["description"] == body["description"], "POST /tasks returns another description than it got"


async def test_detail(client, db_session):
    """Asked of whoever has built it."""
    (category,) = await categories(db_session, 1)
    (one,) = await saved(db_session, [task(0, category)])
    response = await client.get(f"/tasks/{one.id}/detail")
    if _never_built(response):
        return
    assert response.status_code == 200, f"GET /tasks/{one.id}/detail answers {response.status_code}"
    named = {"id": category.id, "name": category.name}
    assert response.json().get("category") == named, f"the detail's category is {response.json().get('category')}"


async def test_batch(client, db_session):
    """Asked of whoever has built it."""
    titles = [f"Title {word()}" for _ in range(3)]
    response = await client.post("/tasks/batch", json={"tasks": [{"title": title} for title in titles]})
    if response.status_code == 405 or _never_built(response):
        return
    assert response.status_code == 201, f"POST /tasks/batch answers {response.status_code}"
    rows = (await db_session.execute(select(Task.title))).scalars().all()
    assert sorted(rows) == sorted(titles), f"a batch of three tasks saved {len(rows)}"


def _never_built(response: httpx.Response) -> bool:
    return response.status_code == 404 and response.json() == NEVER_BUILT
