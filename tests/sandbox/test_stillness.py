"""When an application has come to rest: seen from what it does, not from a clock."""

import pytest

from tests.sandbox.applications import DATABASE, LEAKING
from tests.sandbox.conftest import Box
from tests.sandbox.test_examination import examine

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Longer than anybody would wait by the clock.
COMPUTES = DATABASE.replace(
    "        await session.commit()\n", "        sum(range(40_000_000))\n        await session.commit()\n"
)
LEAKS = """
import time

async def test_leaks(client, connections):
    assert (await client.get("/tasks/1")).status_code == 404
    assert connections.in_transaction == 1
    began = time.monotonic()
    assert connections.in_transaction == 1
    assert time.monotonic() - began < 0.05, "it was waited for twice"
"""
COMMITS = """
async def test_commits(client, connections):
    assert (await client.post("/tasks", params={"title": "new"})).status_code == 201
    assert connections.in_transaction == 0
"""
# The pool has five connections and ten more: of twenty requests five do not get as far as the lock.
CROWD = """
import asyncio, os
import asyncpg, httpx
from sandbox.template.host import host

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"

async def main():
    holding, looking = [await asyncpg.connect(os.environ["DATABASE_URL"].replace("+asyncpg", "")) for _ in "ab"]
    async with httpx.AsyncClient(base_url="http://localhost:8000", timeout=None) as client:
        async with holding.transaction():
            await holding.execute("LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE")
            asking = asyncio.gather(*(client.get("/tasks/1") for _ in range(20)))
            await asyncio.sleep(0)
            await asyncio.to_thread(host().ask, "calm", requests=20)
            print(await looking.fetchval(WAITING), asking.done())
        await asking

asyncio.run(main())
"""


async def test_a_leak_is_waited_for_once(box: Box) -> None:
    assert (await examine(box, LEAKS, files={"database.py": LEAKING})).found == {"test_leaks": ("passed", "")}


async def test_what_still_computes_has_not_come_to_rest(box: Box) -> None:
    assert (await examine(box, COMMITS, files={"database.py": COMPUTES})).found == {"test_commits": ("passed", "")}


async def test_last_words_are_heard(box: Box) -> None:
    """A response is sent before the application prints what went wrong, and the client leaves at once."""
    main = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        sum(range(4_000_000))
        print("last words")
"""
    driver = 'import httpx, os\nhttpx.get("http://localhost:8000/")\nos._exit(0)'
    assert "last words" in (await examine(box, driver, "program", files={"main.py": main})).text("stdout")


async def test_a_crowd_has_come_to_rest_when_as_many_wait_as_can(box: Box) -> None:
    assert (await examine(box, CROWD, "program")).text("stdout").splitlines()[0] == "15 False"
