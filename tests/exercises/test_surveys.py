"""The survey that closes the course asks what the opening one asked."""

from exercises.reader import load_course
from exercises.steps import BeliefStep
from tutor.embedded.home import BASE

COURSE = load_course(BASE / "exercises" / "async-sqlalchemy")


def survey(exercise: str) -> BeliefStep:
    step = COURSE.exercise(exercise).step("survey")
    assert isinstance(step, BeliefStep)
    return step


def test_the_closing_survey_has_the_statements_of_the_opening_one() -> None:
    assert survey("6").closes == "0/survey"
    assert survey("6").statements == survey("0").statements


def test_every_misconception_is_asked_for_and_not_everything_is_false() -> None:
    asked = {statement.misconception for statement in survey("0").statements}
    assert asked == set(COURSE.misconceptions)
    assert sum(statement.holds for statement in survey("0").statements) == 3


def test_the_survey_comes_first_and_its_counterpart_last() -> None:
    assert (COURSE.exercises[0].id, COURSE.exercises[-1].id) == ("0", "6")
