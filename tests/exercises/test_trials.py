"""A test is tried on versions of the code: how all of that ended, and what it asked the database."""

from typing import Any

import pytest

from exercises.reader import load_course
from exercises.steps import WriteTestStep
from sandbox import Sandbox
from tutor.attempts.execution import Result, execute
from tutor.embedded.home import BASE

pytestmark = pytest.mark.asyncio(loop_scope="session")

EXERCISE = load_course(BASE / "tests" / "courses" / "kinds").exercise("1")
STEP = EXERCISE.step("test")
assert isinstance(STEP, WriteTestStep)
SOLUTION = STEP.solution["test_notes.py"]
HANGS = "import time\n\n\ndef test_it():\n    time.sleep(1000)\n"


async def tried(sandbox: Sandbox, test: str, **changes: Any) -> tuple[Result, dict[str, Any]]:
    """Try a test; returns the result and the ``exited`` event."""
    assert isinstance(STEP, WriteTestStep)
    exited: list[dict[str, Any]] = []

    async def emit(kind: str, fields: dict[str, Any]) -> None:
        if kind == "exited":
            exited.append(fields)

    step = STEP.model_copy(update=changes)
    result = await execute(EXERCISE, step, {"test_notes.py": test}, None, sandbox=sandbox, emit=emit)
    (event,) = exited
    assert result.outcome == {key: value for key, value in event.items() if key != "t"}
    return result, event


async def test_a_test_that_passes_has_not_failed_and_counts_all_its_queries(sandbox: Sandbox) -> None:
    result, exited = await tried(sandbox, SOLUTION)
    assert (result.verdict, result.status, exited["status"]) == ("passed", "ok", "ok")
    assert (exited["exit_code"], exited["message"]) == (None, "Your test met 6 versions of the code.")
    asked = [check["queries"] for check in result.checks if check["name"] != "honest"]
    assert min(asked) > 0
    assert result.queries == exited["queries"] == sum(asked)


async def test_a_test_that_is_not_sound_was_carried_out_all_the_same(sandbox: Sandbox) -> None:
    result, exited = await tried(sandbox, "def test_it():\n    assert False\n")
    assert (result.verdict, result.status) == ("failed", "ok")
    assert exited["value"] == 3, "it meets no mutants"


@pytest.mark.parametrize(
    ("test", "status"),
    [("def test_it(:\n", "failed"), ("def no_test():\n    pass\n", "failed"), (HANGS, "timed_out")],
)
async def test_a_test_that_could_not_be_carried_out_says_how_it_ended(sandbox: Sandbox, test: str, status: str) -> None:
    assert isinstance(STEP, WriteTestStep)
    result, exited = await tried(sandbox, test, limits=STEP.limits.model_copy(update={"seconds": 3}))
    assert (result.verdict, result.status, exited["status"]) == ("failed", status, status)
