"""A second course, without SQLAlchemy and with an environment of its own: nothing is wired to the first one."""

from typing import Any

import pytest

from exercises.reader import load_course
from exercises.steps import CodeStep, ContrastStep, PredictStep, RunnableStep
from sandbox import Sandbox
from sandbox.judge.rules import Answer
from tutor.attempts.execution import Result, execute
from tutor.embedded.home import BASE

FOLDER = BASE / "exercises" / "plain-asyncpg"
COURSE = load_course(FOLDER)
FIXES = [(exercise.id, step.id) for exercise in COURSE.exercises for step in exercise.steps if step.kind == "fix"]


async def played(sandbox: Sandbox, exercise_id: str, step_id: str, files: Any = None, answers: Any = None) -> Result:
    async def emit(kind: str, fields: dict[str, Any]) -> None:
        """Nobody looks."""

    exercise = COURSE.exercise(exercise_id)
    step = exercise.step(step_id)
    assert isinstance(step, RunnableStep)
    return await execute(exercise, step, dict(files or {}), answers, sandbox=sandbox, emit=emit)


def test_there_is_no_sqlalchemy_in_it() -> None:
    texts = [path.read_text().lower() for path in FOLDER.rglob("*") if path.is_file()]
    assert texts
    assert not [text for text in texts if "sqlalchemy" in text]
    assert {exercise.environment for exercise in COURSE.exercises} == {"asyncpg"}


def test_it_has_misconceptions_of_its_own() -> None:
    first = load_course(BASE / "exercises" / "async-sqlalchemy")
    assert not COURSE.misconceptions.keys() & first.misconceptions.keys()
    assert {found.exercise for found in COURSE.misconceptions.values()} == {each.id for each in COURSE.exercises}


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(("exercise_id", "step_id"), FIXES)
async def test_starters_fail_and_solutions_pass(sandbox: Sandbox, exercise_id: str, step_id: str) -> None:
    step = COURSE.exercise(exercise_id).step(step_id)
    assert isinstance(step, CodeStep)
    assert (await played(sandbox, exercise_id, step_id)).verdict == "failed"
    result = await played(sandbox, exercise_id, step_id, step.solution)
    assert result.verdict == "passed", result.checks


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    ("exercise_id", "answer", "misconception"),
    [
        ("1", {"C": Answer(choice="kept")}, "P1"),
        ("2", {"C": Answer(choice="nobody")}, "P2"),
        ("3", {"many": Answer(number=1)}, "P3"),
    ],
)
async def test_beliefs_collide(sandbox: Sandbox, exercise_id: str, answer: Any, misconception: str) -> None:
    step = COURSE.exercise(exercise_id).step("predict")
    assert isinstance(step, PredictStep | ContrastStep)
    asked = [observation for observation in step.observations if observation.id in answer]
    (choice,) = [each for observation in asked for each in observation.choices if each.misconception == misconception]
    result = await played(sandbox, exercise_id, "predict", answers=answer)
    (collided,) = [seen for seen in result.observations if seen["match"] is False]
    assert collided["misconception"]["id"] == misconception
    assert collided["refutation"] == choice.refutation
