"""Runs leave nothing behind for each other; the attacks on their walls are in ``tests/hostile``."""

import pytest

from tests.sandbox.conftest import Box

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_nothing_survives_into_the_next_run(box: Box) -> None:
    leave = "for p in ('/work/left', '/tmp/left', '/dev/shm/left'):\n    open(p, 'w').write('x')"
    assert (await box.run(leave)).outcome.status == "ok"
    look = "import glob; print(glob.glob('/work/left') + glob.glob('/tmp/*/left') + glob.glob('/dev/shm/left'))"
    assert (await box.run(look)).text() == "[]\n"


async def test_runs_draw_different_random_numbers(box: Box) -> None:
    program = "import random, uuid; print(random.random(), uuid.uuid4())"
    assert (await box.run(program)).text() != (await box.run(program)).text()
