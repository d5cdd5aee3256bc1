"""POST /tasks/batch: all or nothing, in one transaction."""

import secrets

from samples import categories, saved, task, word
from sqlalchemy import select

from models import Task

UNKNOWN = 900_000


async def rows(db_session):
    return (await db_session.execute(select(Task).order_by(Task.id))).scalars().all()


async def test_saves_what_it_got(client, db_session):
    """Any number of tasks, with their descriptions and categories."""
    found = await categories(db_session, 2)
    for count in (1, 4 + secrets.randbelow(4), 50):
        before = {row.id for row in await rows(db_session)}
        body = [
            {"title": f"Title {word()}", "description": f"About {word()}", "category_id": found[n % 2].id}
            for n in range(count)
        ]
        response = await client.post("/tasks/batch", json={"tasks": body})
        assert response.status_code == 201, f"a batch of {count}: the response is {response.status_code}"
        got = response.json()
        assert got["created_count"] == count, f"a batch of {count} tasks: `created_count` is {got['created_count']}"
        new = [row for row in await rows(db_session) if row.id not in before]
        kept = sorted((row.title, row.description, row.category_id) for row in new)
        sent = sorted((one["title"], one["description"], one["category_id"]) for one in body)
        assert kept == sent, f"a batch of {count} tasks left {len(new)} rows, or rows that differ from what was sent"
        told = sorted((one["id"], one["title"], one["description"]) for one in got["tasks"])
        expected = sorted((row.id, row.title, row.description) for row in new)
        assert told == expected, "`tasks` in the response are not the rows that were saved"


async def test_none_of_a_bad_batch(client, db_session, queries):
    """Wherever in the batch the bad one stands; and nothing is saved first and removed later."""
    (category,) = await categories(db_session, 1)
    await saved(db_session, [task(0, category)])
    for place in (0, 2, 4):
        body = [{"title": f"Title {word()}", "category_id": category.id} for _ in range(5)]
        body[place]["category_id"] = UNKNOWN + secrets.randbelow(1000)
        queries.reset()
        response = await client.post("/tasks/batch", json={"tasks": body})
        where = f"task {place + 1} of 5 names an unknown category"
        assert 400 <= response.status_code < 500, f"{where}: the response is {response.status_code}; it is the client's mistake, a 4xx"
        left = len(await rows(db_session)) - 1
        assert left == 0, f"{where}: {left} of the batch's tasks are in the table afterwards"
        seen = queries.everything
        assert not [one for one in seen if one.command == "DELETE"], f"{where}: rows were saved and then deleted. Save none of them in the first place"
        assert not _kept(seen), f"{where}: part of the batch was committed on the way, where everybody could see it"


async def test_one_transaction(client, db_session, queries):
    body = [{"title": f"Title {word()}"} for _ in range(6)]
    queries.reset()
    response = await client.post("/tasks/batch", json={"tasks": body})
    assert response.status_code == 201, f"the response is {response.status_code}"
    transactions = {one.transaction for one in queries.touching("tasks") if one.command == "INSERT"}
    assert len(transactions) == 1, f"six tasks were inserted in {len(transactions)} transactions; it has to be one"


async def test_invalid(client, db_session):
    """What the schema refuses saves nothing either."""
    good = {"title": f"Title {word()}"}
    for bad, words in (({"title": ""}, "an empty title"), ({"title": "x" * 201}, "a title of 201 characters")):
        response = await client.post("/tasks/batch", json={"tasks": [good, bad, good]})
        assert response.status_code == 422, f"{words} in a batch: the response is {response.status_code}, not 422"
        assert not await rows(db_session), f"{words} in a batch: the other tasks were saved"


async def test_size(client, db_session):
    """From one to fifty."""
    for count in (0, 51):
        response = await client.post("/tasks/batch", json={"tasks": [{"title": "One"}] * count})
        assert response.status_code == 422, f"a batch of {count} tasks: the response is {response.status_code}, not 422"
        assert not await rows(db_session), f"a batch of {count} tasks was saved"


async def test_goes_on(client, db_session):
    """A batch that failed harms none that comes after it."""
    for _ in range(3):
        await client.post("/tasks/batch", json={"tasks": [{"title": "Bad", "category_id": UNKNOWN}]})
    response = await client.post("/tasks/batch", json={"tasks": [{"title": "Good"}]})
    assert response.status_code == 201, f"a good batch after three bad ones: the response is {response.status_code}"
    left = [row.title for row in await rows(db_session)]
    assert left == ["Good"], f"after three bad batches and a good one the table holds {left}"


def _kept(seen):
    """Rows that were inserted, not taken back, and committed."""
    inserted = {one.transaction for one in seen if one.command == "INSERT" and not one.error}
    undone = {one.transaction for one in seen if one.command == "ROLLBACK"}
    committed = {one.transaction for one in seen if one.command == "COMMIT"}
    return (inserted & committed) - undone
