"""A kill in the middle of a hundred runs: each of them has an ending, the next one works, and nothing is left behind."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from sandbox import Job, Outcome, SandboxError, open_sandbox
from tests.sandbox.conftest import own_home
from tests.sandbox.processes import Opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

RUNS = 100
AT_ONCE = 6
# The kill comes when so many have ended: it hits runs of every age.
ENDED = 30
PROGRAM = """
import asyncio, asyncpg
async def main():
    db = await asyncpg.connect(host="localhost", user="u", password="p", database="taskdb")
    print(await db.fetchval("SELECT 6 * 7"))
asyncio.run(main())
"""


@pytest.mark.parametrize("victims", [Opened.templates, Opened.cells, Opened.servers], ids=lambda of: of.__name__)
async def test_a_kill_in_the_middle_of_a_hundred_runs(
    victims: Callable[[Opened], list[psutil.Process]], tmp_path: Path
) -> None:
    home = own_home(tmp_path / "home")
    opened, before = Opened(home), set(home.iterdir())
    slots, ended, seen = asyncio.Semaphore(AT_ONCE), 0, set[psutil.Process]()
    async with open_sandbox(home) as sandbox:

        async def one() -> Outcome:
            nonlocal ended
            async with slots:
                try:
                    return await sandbox.run(Job({"main.py": PROGRAM}), lambda kind, fields: None)
                finally:
                    ended += 1
                    if ended == ENDED:
                        seen.update(opened.processes())
                        assert kill(victims(opened))

        told = await asyncio.gather(*(one() for _ in range(RUNS)), return_exceptions=True)
        after = await sandbox.run(Job({"main.py": PROGRAM}), lambda kind, fields: None)
        assert after.status == "ok"
        seen.update(opened.processes())
    wrong = [one for one in told if not isinstance(one, Outcome) or one.status != "ok"]
    # Whoever was hit is told so, as our fault or as the database's end; nobody else notices.
    assert len(wrong) <= AT_ONCE, wrong
    for fault in wrong:
        assert isinstance(fault, SandboxError) or "database server ended" in getattr(fault, "message", ""), wrong
    _, alive = await asyncio.to_thread(psutil.wait_procs, seen, 5)
    assert (alive, opened.processes(), set(home.iterdir())) == ([], [], before)


def kill(victims: list[psutil.Process]) -> int:
    """Kill at once, and return how many there were."""
    for process in victims:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    return len(victims)
