"""GET /tasks/{id}/detail, with rows that nobody could write down beforehand."""

import secrets

from samples import categories, saved, task


async def test_right_one(client, db_session):
    """Of several tasks and categories, those that were asked for."""
    found = await categories(db_session, 4)
    tasks = await saved(db_session, [task(minute, found[-1 - minute % 4]) for minute in range(8)])
    for wanted in secrets.SystemRandom().sample(tasks, 3):
        response = await client.get(f"/tasks/{wanted.id}/detail")
        assert response.status_code == 200, f"a task with a category: the response is {response.status_code}"
        got = response.json()
        category = next(each for each in found if each.id == wanted.category_id)
        expected = {"id": category.id, "name": category.name}
        assert got.get("category") == expected, f"its category is {expected}, the response says {got.get('category')}"
        assert got.get("id") == wanted.id, f"task {wanted.id} was asked for, task {got.get('id')} is the answer"


async def test_whole_task(client, db_session):
    """All that a TaskResponse has is in the detail too."""
    (category,) = await categories(db_session, 1)
    for one in await saved(db_session, [task(0, category, completed=True), task(1)]):
        response = await client.get(f"/tasks/{one.id}/detail")
        assert response.status_code == 200, f"the response is {response.status_code}"
        got = response.json()
        for key in ("title", "description", "completed"):
            assert got.get(key) == getattr(one, key), f"`{key}` is {getattr(one, key)!r}, the response says {got.get(key)!r}"
        assert got.get("created_at", "").startswith(one.created_at.isoformat()[:16]), "`created_at` is not the row's"


async def test_none(client, db_session):
    """Others have a category, this one has not."""
    (category,) = await categories(db_session, 1)
    _, bare = await saved(db_session, [task(0, category), task(1)])
    response = await client.get(f"/tasks/{bare.id}/detail")
    assert response.status_code == 200, f"a task without a category: the response is {response.status_code}"
    got = response.json()
    assert "category" in got, "the response has no key `category`; for a task without one it is null"
    assert got["category"] is None, f"the task has no category, the response says {got['category']}"


async def test_not_found(client, db_session):
    await saved(db_session, [task(0)])
    response = await client.get(f"/tasks/{900_000 + secrets.randbelow(1000)}/detail")
    assert response.status_code == 404, f"there is no such task, and the response is {response.status_code}, not 404"


async def test_few_queries(client, db_session, queries):
    """As many as there are tables, and one to spare; the rest of the table does not matter."""
    found = await categories(db_session, 5)
    tasks = await saved(db_session, [task(minute, found[minute % 5]) for minute in range(30)])
    queries.reset()
    response = await client.get(f"/tasks/{tasks[7].id}/detail")
    assert response.status_code == 200, f"the response is {response.status_code}"
    assert len(queries) <= 3, f"one task with its category took {len(queries)} queries; one or two are enough"
    assert queries, "no query reached the database"
