"""What is killed in the middle of a run has an ending, and leaves nothing behind."""

import asyncio
from typing import Any

import psutil
import pytest

from sandbox import Job, SandboxError
from tests.sandbox.conftest import Box
from tests.sandbox.processes import ours

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Says `ready` when the server is at work on its long statement.
WAITING = """
import asyncio, asyncpg
async def connect():
    return await asyncpg.connect(host="localhost", user="u", password="p", database="taskdb")
async def main():
    working, watching = await connect(), await connect()
    work = asyncio.create_task(working.execute("SELECT pg_sleep(30)"))
    while not await watching.fetchval("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"):
        await asyncio.sleep(0)
    print("ready", flush=True)
    await work
asyncio.run(main())
"""


class Watched:
    """A run in the background, and the moment at which it has printed something."""

    def __init__(self, box: Box) -> None:
        self.ready = asyncio.Event()
        self.run = asyncio.create_task(box.sandbox.run(Job({"main.py": WAITING}), self._see))

    def _see(self, kind: str, fields: dict[str, Any]) -> None:
        if kind == "stdout":
            self.ready.set()


async def test_a_killed_database_server_ends_its_run(box: Box) -> None:
    watched = Watched(box)
    await watched.ready.wait()
    (backend,) = ours("learner taskdb", "SELECT")
    backend.parent().kill()
    outcome = await watched.run
    assert outcome.status == "database_limit"
    assert "database server ended" in outcome.message


async def test_a_killed_template_is_our_fault_and_is_replaced(box: Box) -> None:
    watched = Watched(box)
    await watched.ready.wait()
    for container in ours("bwrap", "program"):
        container.kill()
    with pytest.raises(SandboxError):
        await watched.run
    assert (await box.run("print('again')")).text() == "again\n"


async def test_a_cancelled_run_leaves_no_process(box: Box) -> None:
    watched = Watched(box)
    await watched.ready.wait()
    sleeping = ours("learner taskdb", "SELECT")
    assert sleeping
    watched.run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watched.run
    _, alive = await asyncio.to_thread(psutil.wait_procs, sleeping, 5)
    assert alive == []


@pytest.mark.parametrize("broken", ["query", "stdout"])
async def test_a_run_that_could_not_be_told_to_its_end_is_our_fault(box: Box, broken: str) -> None:
    """Whoever listens fails: the program meets a closed door, or is heard no more, and must not be blamed for it."""
    program = """
import asyncio, asyncpg
async def main():
    db = await asyncpg.connect(host="localhost", user="u", password="p", database="taskdb")
    print(await db.fetchval("SELECT 1"), flush=True)
asyncio.run(main())
"""

    def listen(kind: str, fields: dict[str, Any]) -> None:
        if kind == broken:
            raise LookupError("on purpose")

    with pytest.raises(SandboxError, match="on purpose"):
        await box.sandbox.run(Job({"main.py": program}), listen)
