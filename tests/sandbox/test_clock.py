"""A program's time limit on a machine whose processors are taken."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sandbox.policy import MOST_PATIENCE
from tests.sandbox.conftest import Box

pytestmark = pytest.mark.asyncio(loop_scope="session")

BUSY = "while True: pass"
WORKS = """
import time
while time.process_time() < {seconds}: pass
print("done")
"""
CROWD = """
import os
for _ in range(16):
    if os.fork() == 0: break
while True: pass
"""


@pytest.fixture
def crowd() -> Iterator[None]:
    """Other programs take two thirds of each processor."""
    # A session of its own for each, since some kernels share processors out among sessions first.
    command = [sys.executable, "-c", BUSY]
    busy = [subprocess.Popen(command, start_new_session=True) for _ in range(2 * (os.cpu_count() or 1))]
    yield
    for each in busy:
        each.kill()
        each.wait()


@pytest.mark.usefixtures("crowd")
async def test_waiting_for_a_processor_does_not_count(box: Box) -> None:
    seen = await box.run(WORKS.format(seconds=1.2), limits={"seconds": 2})
    assert (seen.outcome.status, seen.text()) == ("ok", "done\n")
    assert seen.outcome.duration_ms > 2_000, "the machine was not busy enough to show anything"


@pytest.mark.usefixtures("crowd")
async def test_sleeping_counts(box: Box) -> None:
    seen = await box.run("import time; time.sleep(1000)", limits={"seconds": 2})
    assert seen.outcome.status == "timed_out"
    assert 2_000 <= seen.outcome.duration_ms < 4_000


async def test_a_program_that_is_its_own_crowd_wins_little(box: Box) -> None:
    seen = await box.run(CROWD, limits={"seconds": 1})
    assert seen.outcome.status == "timed_out"
    assert seen.outcome.duration_ms < MOST_PATIENCE * 1_000 + 1_000
    assert seen.outcome.cpu_ms > 1_000, "all of its processes count"
