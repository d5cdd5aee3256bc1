"""A kill in the middle of a hundred runs: each of them has an ending, the next one works, and nothing is left behind."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from sandbox import Job, Outcome, SandboxError, open_sandbox
from tests.sandbox.conftest import own_home
from tests.sandbox.test_faults import command, ours

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


def template() -> list[psutil.Process]:
    """The process that all programs are forks of."""
    return [one for bwrap in ours("bwrap", "program") for one in bwrap.children() if "bwrap" not in command(one)]


def cells() -> list[psutil.Process]:
    """What the template has forked: cells that wait, and cells with a program in them."""
    return template()[0].children()


def servers() -> list[psutil.Process]:
    """The first process of each leased server."""
    return ours("postgres", "-D", "/lease/data")


async def endings(kill: Callable[[], list[psutil.Process]], home: Path) -> tuple[list[Outcome | BaseException], int]:
    """Play a hundred runs, kill in the middle of them, close; returns how each ended, and how many were hit at once."""
    slots, ended, hit = asyncio.Semaphore(AT_ONCE), 0, 0
    async with open_sandbox(home) as sandbox:

        async def one() -> Outcome:
            nonlocal ended, hit
            async with slots:
                try:
                    return await sandbox.run(Job({"main.py": PROGRAM}), lambda kind, fields: None)
                finally:
                    ended += 1
                    if ended == ENDED:
                        victims = kill()
                        hit = len(victims)
                        for process in victims:
                            with suppress(psutil.NoSuchProcess):
                                process.kill()

        told = await asyncio.gather(*(one() for _ in range(RUNS)), return_exceptions=True)
        after = await sandbox.run(Job({"main.py": PROGRAM}), lambda kind, fields: None)
        assert after.status == "ok"
    return told, hit


def left(home: Path) -> set[object]:
    """Return what could stay behind: processes beneath this one, and what lies where the sandbox lives."""
    return {*psutil.Process().children(recursive=True), *home.iterdir()}


@pytest.mark.parametrize("kill", [template, cells, servers], ids=lambda kill: kill.__name__)
async def test_a_kill_in_the_middle_of_a_hundred_runs(kill: Callable[[], list[psutil.Process]], tmp_path: Path) -> None:
    home = own_home(tmp_path / "home")
    before = left(home)
    told, hit = await endings(kill, home)
    assert hit
    wrong = [one for one in told if not isinstance(one, Outcome) or one.status != "ok"]
    # Whoever was hit is told so, as our fault or as the database's end; nobody else notices.
    assert len(wrong) <= AT_ONCE, wrong
    for one in wrong:
        assert isinstance(one, SandboxError) or "database server ended" in getattr(one, "message", ""), wrong
    assert left(home) - before == set()
