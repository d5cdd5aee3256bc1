"""Exercise 1.2 in the real sandbox: what learners hand in, and the verdict each must get."""

import json
from typing import Any

import jsonschema
import pytest

from exercises.reader import load_course
from sandbox import Sandbox
from sandbox.judge.rules import Answer
from tutor.attempts.execution import execute
from tutor.embedded.home import BASE

pytestmark = pytest.mark.asyncio(loop_scope="session")

EXERCISE = load_course(BASE / "exercises" / "async-sqlalchemy").exercise("1.2")
STARTER = EXERCISE.step("fix").files[0].content
SCHEMA = json.loads((BASE / "sandbox" / "events.schema.json").read_text())


async def played(sandbox: Sandbox, step: str, files: dict[str, str], answers: dict[str, Answer] | None = None):
    events: list[dict[str, Any]] = []

    async def emit(kind: str, fields: dict[str, Any]) -> None:
        events.append({"seq": len(events) + 1, "type": kind, **fields})

    result = await execute(EXERCISE, EXERCISE.step(step), files, answers, sandbox=sandbox, emit=emit)
    return result, events


async def test_data_is_drawn_anew_for_each_run(sandbox: Sandbox) -> None:
    outputs = set()
    for _ in range(2):
        _, events = await played(sandbox, "fix", dict(EXERCISE.step("fix").solution))
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
    assert STARTER.splitlines()[31].strip() == "category_name = task.category.name"
    assert "never was" in collision["refutation"]
    # A and B are known before the program has ended.
    kinds = [event["type"] for event in events]
    assert kinds.index("observation") < kinds.index("stderr")
    assert kinds[-2:] == ["exited", "verdict"]


@pytest.mark.parametrize("step", ["predict", "fix"])
async def test_every_event_is_as_the_schema_says(sandbox: Sandbox, step: str) -> None:
    _, events = await played(sandbox, step, {}, {"A": Answer(choice="raises")})
    for event in events:
        jsonschema.validate(json.loads(json.dumps(event)), SCHEMA)
