"""Whoever may see a solution is told what it does and why."""

import pytest

from exercises.reader import load_course
from exercises.steps import RunnableStep
from tutor.embedded.home import BASE

SOLVED = [
    pytest.param(step, id=f"{exercise.id}/{step.id}")
    for course in ("async-sqlalchemy", "plain-asyncpg")
    for exercise in load_course(BASE / "exercises" / course).exercises
    for step in exercise.steps
    if isinstance(step, RunnableStep) and step.solution
]


@pytest.mark.parametrize("step", SOLVED)
def test_a_solution_is_explained(step: RunnableStep) -> None:
    assert len(step.why.split()) > 40
