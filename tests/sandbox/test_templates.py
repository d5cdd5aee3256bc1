"""A template that is replaced takes no run with it."""

import asyncio
from pathlib import Path

import pytest

from sandbox import Job, Sandbox, open_sandbox, templates
from tests.hostile.test_mutations import Mutation, command, mutated
from tests.sandbox.conftest import Box, own_home
from tests.sandbox.processes import Opened
from tests.sandbox.test_faults import Watched

pytestmark = pytest.mark.asyncio(loop_scope="session")

LEAK = {
    "    while True:\n": "    while True:\n        LEAK.append(b'x' * 3_000_000)\n",
    "ROLES: dict": "LEAK: list[bytes] = []\nROLES: dict",
}
LEAKY = Mutation("", {"main.py": LEAK})


async def again(sandbox: Sandbox) -> None:
    outcome = await sandbox.run(Job({"main.py": "print('again')"}), lambda kind, fields: None)
    assert outcome.status == "ok"


async def test_a_template_that_grows_is_replaced_without_losing_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, make = mutated(LEAKY, tmp_path / "template"), templates.program_container
    monkeypatch.setattr(templates, "program_container", lambda *words: command(make(*words), LEAKY, folder))
    home = own_home(tmp_path / "home")
    opened = Opened(home)
    async with open_sandbox(home) as sandbox:
        watched = Watched(Box(sandbox))
        await watched.ready.wait()
        (first,) = opened.templates()
        while opened.templates() == [first]:
            await again(sandbox)
        assert not watched.run.done()
        assert first in opened.templates()
        watched.run.cancel()
        await asyncio.gather(watched.run, return_exceptions=True)
        # The last of its cells has ended, and it with them.
        async with asyncio.timeout(10):
            while first in opened.templates():
                await again(sandbox)


async def test_a_template_that_refuses_is_replaced_without_losing_a_run(tmp_path: Path) -> None:
    home = own_home(tmp_path / "home")
    opened = Opened(home)
    async with open_sandbox(home) as sandbox:
        watched = Watched(Box(sandbox))
        await watched.ready.wait()
        (first,) = opened.templates()
        programs = sandbox._of("current")
        assert programs.template._container is not None
        # As if it had stopped listening: nothing can be asked of it any more.
        programs.template._container.retire()
        await programs.pool.clear()
        await again(sandbox)
        assert not watched.run.done()
        assert first in opened.templates()
        watched.run.cancel()
        await asyncio.gather(watched.run, return_exceptions=True)
