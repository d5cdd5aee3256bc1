"""Whatever a request comes to, its connection comes back, and only what succeeded is kept."""

import random

from sqlalchemy import func, select

from models import Task

# One more than the pool can give out, which is 5 + 10.
ONE_TOO_MANY = 16
AT_ONCE = 10


async def a_task(db_session, title: str = "Buy milk") -> Task:
    """Put a task into the table."""
    task = Task(title=title)
    db_session.add(task)
    await db_session.flush()
    return task


def missing() -> int:
    """Return the id of a task that is not there."""
    return random.randrange(10_000, 1_000_000)


async def test_comes_back(client, connections):
    answer = await client.get(f"/tasks/{missing()}")
    left = connections.in_transaction
    assert not left, f"After a {answer.status_code}, {left} connection is still inside its transaction."


async def test_raised_again(client, db_session):
    task = await a_task(db_session, f"Task {missing()}")
    found = await client.get(f"/tasks/{task.id}")
    assert found.status_code == 200, f"GET /tasks/{task.id}, which exists, got {found.status_code}."
    assert found.json() == {"id": task.id, "title": task.title}
    absent = await client.get(f"/tasks/{missing()}")
    assert absent.status_code == 404, f"A task that is not there got {absent.status_code}, not 404."
    assert absent.json() == {"detail": "Task not found"}, f"The 404 says {absent.json()}."


async def test_never_runs_out(client):
    statuses = [(await client.get(f"/tasks/{missing()}")).status_code for _ in range(ONE_TOO_MANY)]
    found = statuses.count(404)
    assert found == ONE_TOO_MANY, f"Of {ONE_TOO_MANY} clients, {found} got a 404; the last one got {statuses[-1]}."


async def test_at_once(client, db_session, connections, concurrently):
    answers = await concurrently(*(client.post("/tasks") for _ in range(AT_ONCE)))
    created = sum(getattr(answer, "status_code", 0) == 201 for answer in answers)
    assert created == AT_ONCE, f"Of {AT_ONCE} clients who created a task at once, {created} got a 201."
    assert not connections.in_transaction, "After a 201, connections stay inside their transactions."
    rows = await db_session.scalar(select(func.count()).select_from(Task))
    assert rows == AT_ONCE, f"{AT_ONCE} tasks were created at once, {rows} are in the table."


async def test_saved(client, db_session, connections):
    created = await client.post("/tasks")
    assert created.status_code == 201, f"POST /tasks got {created.status_code}, not 201."
    left = connections.in_transaction
    assert not left, f"After a 201, {left} connection is still inside its transaction."
    title = await db_session.scalar(select(Task.title).where(Task.id == created.json()["id"]))
    assert title == "New Task", "A task was created with a 201, and is not in the table."


async def test_undone(client, db_session, connections):
    answer = await client.post(f"/tasks/{missing()}/copy")
    assert answer.status_code == 404, f"The copy of a task that is not there got {answer.status_code}."
    assert not connections.in_transaction, "A failed copy leaves its connection inside a transaction."
    rows = await db_session.scalar(select(func.count()).select_from(Task))
    assert rows == 0, "A copy that ended in a 404 is in the table anyway."


async def test_other_errors(client, db_session, connections):
    task = await a_task(db_session, "x" * 200)
    answer = await client.post(f"/tasks/{task.id}/copy")
    assert answer.status_code == 500, f"A copy with too long a title got {answer.status_code}, not 500."
    assert not connections.in_transaction, "After a `ValueError` a connection stays inside its transaction."
    rows = await db_session.scalar(select(func.count()).select_from(Task))
    assert rows == 1, "After a `ValueError` something of the request is in the table."
