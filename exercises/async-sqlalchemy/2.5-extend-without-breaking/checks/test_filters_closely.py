"""GET /tasks with filters: the right rows, in order, whole, and with as many queries for many as for few."""

import secrets

import pytest
from samples import categories, saved, task
from sqlalchemy import select

from models import Task


@pytest.fixture
async def world(db_session):
    """Two categories and none, completed and pending, mixed; the oldest first."""
    home, work = await categories(db_session, 2)
    mixed = [(category, completed) for category in (home, work, None) for completed in (True, False)] * 2
    secrets.SystemRandom().shuffle(mixed)
    tasks = [task(minute, category, completed) for minute, (category, completed) in enumerate(mixed)]
    return home, work, await saved(db_session, tasks)


async def listed(client, tasks, path, *, wanted, words):
    """Ask, and compare with the tasks that are ``wanted``."""
    response = await client.get(path)
    assert response.status_code == 200, f"GET {path} answers {response.status_code}"
    expected = [each.id for each in reversed(tasks) if wanted(each)]
    got = [each["id"] for each in response.json()]
    assert sorted(got) == sorted(expected), f"GET {path}: {len(got)} tasks, {len(expected)} are {words}"
    assert got == expected, f"GET {path}: the tasks are not in the order newest first"
    return response.json()


async def test_completed(client, world):
    """`true` and `false` are both a filter."""
    _, _, tasks = world
    await listed(client, tasks, "/tasks?completed=true", wanted=lambda one: one.completed, words="completed")
    await listed(client, tasks, "/tasks?completed=false", wanted=lambda one: not one.completed, words="not completed")


async def test_category(client, world):
    home, work, tasks = world
    for category in (home, work):
        path = f"/tasks?category_id={category.id}"
        await listed(client, tasks, path, wanted=lambda one: one.category_id == category.id, words="in that category")  # noqa: B023
    for nobody in (0, home.id + work.id + 1000):
        path = f"/tasks?category_id={nobody}"
        await listed(client, tasks, path, wanted=lambda one: False, words="in that category")
    response = await client.get("/tasks?category_id=none")
    assert response.status_code == 422, f"GET /tasks?category_id=none answers {response.status_code}: no number, so 422"


async def test_both(client, world):
    home, work, tasks = world
    for category in (home, work):
        for completed in (True, False):
            path = f"/tasks?completed={str(completed).lower()}&category_id={category.id}"

            def wanted(one, category=category, completed=completed):
                return one.category_id == category.id and one.completed is completed

            await listed(client, tasks, path, wanted=wanted, words="both")


async def test_no_filter(client, world):
    """All of them, those without a category too."""
    _, _, tasks = world
    await listed(client, tasks, "/tasks", wanted=lambda one: True, words="there")


async def test_categories(client, world):
    """Each task has its own."""
    home, work, tasks = world
    names = {each.id: {"id": each.id, "name": each.name} for each in (home, work)}
    own = {each.id: names.get(each.category_id) for each in tasks}
    for path in ("/tasks", f"/tasks?category_id={work.id}", "/tasks?completed=true"):
        response = await client.get(path)
        assert response.status_code == 200, f"GET {path} answers {response.status_code}"
        for one in response.json():
            assert "category" in one, f"GET {path}: the tasks have no key `category`"
            assert one["category"] == own[one["id"]], f"GET {path}: a task's category is {own[one['id']]}, the response says {one['category']}"
            assert one["title"] and "created_at" in one, f"GET {path}: the tasks have lost their other fields"


async def test_before_limit(client, db_session, queries):
    """Old tasks are found though fifty newer ones do not match."""
    (rare,) = await categories(db_session, 1)
    tasks = [task(minute, rare, completed=True) for minute in range(3)] + [task(10 + n) for n in range(55)]
    await saved(db_session, tasks)
    for path in ("/tasks?completed=true", f"/tasks?category_id={rare.id}"):
        queries.reset()
        got = len((await client.get(path)).json())
        limited = any(word in sql.upper() for sql in queries.selects for word in ("LIMIT", "FETCH FIRST"))
        assert limited, f"GET {path} reads every task there is: let the database filter and limit, not Python"
        assert got == 3, f"GET {path}: three old tasks match, 55 newer ones do not; the response has {got}"


async def test_constant_queries(client, db_session, queries):
    """As many for 40 tasks in 40 categories as for 3 in 3."""
    seen = []
    for count in (3, 40):
        made = await categories(db_session, count)
        await saved(db_session, [task(n, category) for n, category in enumerate(made)])
        queries.reset()
        response = await client.get("/tasks")
        assert response.status_code == 200, f"the response is {response.status_code}"
        seen.append(len(queries))
    few, many = seen
    assert many <= few, f"GET /tasks took {few} queries for 3 tasks and {many} for 43: the number grows with the tasks (N+1)"


async def test_only_reads(client, db_session, world, queries):
    """A list that is asked for changes nothing."""
    home, _, tasks = world
    queries.reset()
    await client.get(f"/tasks?completed=true&category_id={home.id}")
    writing = [one for one in queries if one.command != "SELECT"]
    assert not writing, f"GET /tasks wrote to the database: {writing[0][:80]}"
    left = (await db_session.execute(select(Task.id))).scalars().all()
    assert len(left) == len(tasks), f"GET /tasks left {len(left)} of {len(tasks)} tasks"
