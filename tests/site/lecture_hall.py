"""A class as large as a lecture hall, in the middle of a long course: 30 steps, and everybody has done all of them."""

import shutil
import uuid
from pathlib import Path

import pytest

from tutor.attempts.models import Attempt, Draft, Explanation, Prediction, Run, Submission
from tutor.embedded.home import BASE
from tutor.people.models import Classroom, Membership, User

EXERCISES = 10
ANSWERS = {
    "A": {"choice": "prints", "confidence": "think"},
    "B": {"choice": "prints", "confidence": "sure"},
    "C": {"choice": "prints", "confidence": "sure"},
}


@pytest.fixture
def long_course(tmp_path: Path, settings) -> str:
    """A course of ten exercises with three steps each, made of copies of 1.2."""
    original = BASE / "tests" / "courses" / "async-sqlalchemy"
    folder = tmp_path / "long"
    folder.mkdir()
    names = [f"e{number}" for number in range(EXERCISES)]
    for name in names:
        shutil.copytree(original / "1.2-false-safety-net", folder / name)
        told = (folder / name / "exercise.toml").read_text()
        (folder / name / "exercise.toml").write_text(told.replace('id = "1.2"', f'id = "{name}"', 1))
    told = (original / "course.toml").read_text().replace('id = "async-sqlalchemy"', 'id = "long"')
    (folder / "course.toml").write_text(told.replace('["1.2-false-safety-net"]', str(names).replace("'", '"')))
    settings.COURSES = tmp_path
    return "long"


def fill(classroom: Classroom, number: int, start: int = 0) -> None:
    """Add students who have predicted, run, explained, drafted and failed in every exercise."""
    users = User.objects.bulk_create(
        User(username=f"s{n}", display_name=f"Student {n}") for n in range(start, start + number)
    )
    Membership.objects.bulk_create(Membership(user=user, classroom=classroom, name_key=str(user)) for user in users)
    attempts = Attempt.objects.bulk_create(
        Attempt(learner=user, classroom=classroom, exercise_id=f"e{n}", current_step="fix")
        for user in users
        for n in range(EXERCISES)
    )
    Prediction.objects.bulk_create(Prediction(attempt=each, step_id="predict", answers=ANSWERS) for each in attempts)
    Explanation.objects.bulk_create(
        Explanation(attempt=each, step_id="explain", choice="expired", correct=False, text="So it is.")
        for each in attempts
    )
    Draft.objects.bulk_create(Draft(attempt=each, step_id="fix", path="main.py", content="#") for each in attempts)
    for step, verdict, collisions in (("predict", "none", 1), ("fix", "failed", 0)):
        submissions = Submission.objects.bulk_create(
            Submission(attempt=each, step_id=step, files={}, content_hash="0") for each in attempts
        )
        Run.objects.bulk_create(
            Run(
                attempt=each.attempt, learner_id=each.attempt.learner_id, submission=each, step_id=step,
                number=1 if step == "predict" else 2, key=uuid.uuid4(), exercise_hash="", environment="current",
                limit_seconds=10, state="finished", status="ok", verdict=verdict, collisions=collisions,
                finished=each.created,
            )
            for each in submissions
        )  # fmt: skip
