"""Exercise 1.2 in the real sandbox: what learners hand in, and the verdict each must get."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import pytest_asyncio

from exercises.reader import load_course
from sandbox import Sandbox, open_sandbox
from sandbox.judge.rules import Answer
from sandbox.provision import provision
from tutor.attempts.execution import Result, execute
from tutor.embedded.home import BASE, SANDBOX

pytestmark = pytest.mark.asyncio(loop_scope="session")

EXERCISE = load_course(BASE / "exercises" / "async-sqlalchemy").exercise("1.2")
STARTER = EXERCISE.step("fix").files[0].content
SCHEMA = json.loads((BASE / "sandbox" / "events.schema.json").read_text())
QUERY = "select(Task).where(Task.id == 1)"
LOADERS = (
    "from sqlalchemy.orm import contains_eager, immediateload, joinedload, raiseload, selectinload, subqueryload\n"
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    provision(SANDBOX, print)
    async with open_sandbox(SANDBOX) as opened:
        yield opened


async def played(sandbox: Sandbox, step: str, files: dict[str, str], answers: dict[str, Answer] | None = None):
    events: list[dict[str, Any]] = []

    async def emit(kind: str, fields: dict[str, Any]) -> None:
        events.append({"seq": len(events) + 1, "type": kind, **fields})

    result = await execute(EXERCISE, EXERCISE.step(step), files, answers, sandbox=sandbox, emit=emit)
    return result, events


def failing(result: Result) -> set[str]:
    return {check["name"] for check in result.checks if check["verdict"] != "passed"}


def with_query(query: str, more: str = "") -> str:
    changed = STARTER.replace(QUERY, query)
    assert changed != STARTER
    return LOADERS + more + changed


RIGHT = {
    "selectinload": with_query(f"{QUERY}.options(selectinload(Task.category))"),
    "joinedload": with_query(f"{QUERY}.options(joinedload(Task.category))"),
    "subqueryload": with_query(f"{QUERY}.options(subqueryload(Task.category))"),
    "immediateload": with_query(f"{QUERY}.options(immediateload(Task.category))"),
    "contains_eager": with_query(f"{QUERY}.join(Task.category).options(contains_eager(Task.category))"),
    "several lines": with_query(
        "\n".join(["select(Task)", ".where(Task.id == 1)", ".options(selectinload(Task.category))"])
    ),
    "address from the environment": with_query(f"{QUERY}.options(selectinload(Task.category))", "import os\n").replace(
        '"postgresql+asyncpg://user:pass@localhost:5432/taskdb"', 'os.environ["DATABASE_URL"]'
    ),
    "no main guard": with_query(f"{QUERY}.options(joinedload(Task.category))").partition("\n\nif __name__")[0] + "\n",
}


@pytest.mark.parametrize("name", RIGHT)
async def test_right(sandbox: Sandbox, name: str) -> None:
    result, _ = await played(sandbox, "fix", {"main.py": RIGHT[name]})
    assert (result.verdict, failing(result)) == ("passed", set()), result.checks


READ = "category_name = task.category.name"
WRONG = {
    "starter": (STARTER, "prints-category", "Ask for it in the query"),
    "plain join": (with_query(f"{QUERY}.join(Task.category)"), "prints-category", "does not fill"),
    "two entities": (with_query("select(Task, Category).join(Task.category)", "from models import Category\n"), "prints-category", "does not fill"),
    "raiseload": (with_query(f"{QUERY}.options(raiseload(Task.category))"), "prints-category", "does not load anything"),
    "flag removed": (RIGHT["joinedload"].replace("    expire_on_commit=False,\n", ""), "only-the-query", "line"),
    "printed by hand": (STARTER.replace(READ, 'category_name = "Shopping"'), "only-the-query", 'category_name = "Shopping"'),
    "printed by hand, all of it": (
        'async def demonstrate():\n    for line in ("A: Before commit, title = Buy milk", "B: After commit, title = Buy milk",'
        ' "C: After commit, category = Shopping"):\n        print(line)\n', "prints-columns", "Expected",
    ),
    "swallowed": (
        STARTER.replace(READ, "try:\n            category_name = task.category.name\n        except Exception:\n            category_name = '?'"),
        "only-the-query", "line",
    ),
    "other query beside it": (STARTER.replace("await session.commit()", "await session.refresh(task, ['category'])\n        await session.commit()"), "only-the-query", "refresh"),
    "syntax error": (STARTER.replace("select(Task)", "select(Task"), "only-the-query", "not valid Python"),
    "leaves early": ("import os\nos._exit(0)\n" + STARTER, "prints-columns", "Expected"),
    "empty": ("", "prints-columns", "Expected"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
async def test_wrong(sandbox: Sandbox, name: str) -> None:
    source, check, words = WRONG[name]
    result, _ = await played(sandbox, "fix", {"main.py": source})
    assert result.verdict == "failed"
    assert check in failing(result)
    assert words in next(told["message"] for told in result.checks if told["name"] == check)


async def test_the_folder_of_the_solution_passes(sandbox: Sandbox) -> None:
    solution = (Path(EXERCISE.folder) / "solution" / "main.py").read_text()
    result, _ = await played(sandbox, "fix", {"main.py": solution})
    assert result.verdict == "passed"


async def test_data_is_drawn_anew_for_each_run(sandbox: Sandbox) -> None:
    outputs = set()
    for _ in range(2):
        _, events = await played(sandbox, "fix", {"main.py": RIGHT["selectinload"]})
        outputs.add("".join(event["text"] for event in events if event["type"] == "stdout"))
    assert len(outputs) == 2


async def test_predictions_collide(sandbox: Sandbox) -> None:
    answers = {name: Answer(choice="prints", confidence="sure") for name in "ABC"}
    result, events = await played(sandbox, "predict", {}, answers)
    assert (result.verdict, result.status) == ("none", "failed")
    assert [(seen["id"], seen["actual"], seen["match"]) for seen in result.observations] == [
        ("A", "prints", True), ("B", "prints", True), ("C", "raises", False),
    ]  # fmt: skip
    collision = result.observations[2]
    assert collision["misconception"]["id"] == "M1"
    assert collision["line"] == {"file": "main.py", "line": 32}
    assert STARTER.splitlines()[31].strip() == READ
    assert "never was" in collision["refutation"]
    # A and B are known before the program has ended.
    kinds = [event["type"] for event in events]
    assert kinds.index("observation") < kinds.index("stderr")
    assert kinds[-2:] == ["exited", "verdict"]


@pytest.mark.parametrize("step", ["predict", "fix"])
async def test_every_event_is_as_the_schema_says(sandbox: Sandbox, step: str) -> None:
    _, events = await played(sandbox, step, {}, {"A": Answer(choice="raises")})
    for event in events:
        jsonschema.validate(event, SCHEMA)


async def test_every_choice_that_is_not_what_happens_has_a_refutation() -> None:
    happens = {"A": "prints", "B": "prints", "C": "raises"}
    for observation in EXERCISE.step("predict").observations:
        for choice in observation.choices:
            assert bool(choice.refutation) == (choice.id != happens[observation.id]), choice
