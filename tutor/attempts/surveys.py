"""What somebody believed before the course and believes after it, statement by statement."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from tutor.attempts.models import Attempt, Prediction
from tutor.catalog.courses import BeliefStep, Misconception, Statement, course
from tutor.catalog.words import word

Answer = dict[str, Any]

STRENGTH = {"guess": 1, "think": 2, "sure": 3}
# The picture's scale, in hundredths of its width: from surely wrong to surely right.
MIDDLE, STEP = 50, 14


@dataclass(frozen=True)
class Stance:
    """One answer to a statement, and where it lies between surely wrong and surely right."""

    words: str
    right: bool
    place: int


@dataclass(frozen=True)
class Change:
    """One statement with what was said before and after; ``words`` say what became of it."""

    statement: Statement
    misconception: Misconception | None
    before: Stance | None
    after: Stance
    words: str

    @property
    def truth(self) -> str:
        """What can be said of the statement now."""
        return gettext("holds") if self.statement.holds else gettext("does not hold")


@dataclass(frozen=True)
class Comparison:
    """All statements, those still believed wrongly first, and how many they are."""

    changes: list[Change]
    wrong_before: int | None
    wrong_after: int


def comparison(attempt: Attempt, step: BeliefStep, answers: dict[str, Answer]) -> Comparison | None:
    """Compare a committed closing survey with the one it closes; None for a survey that closes none."""
    if step.closes is None:
        return None
    earlier = _earlier(attempt, step.closes)
    misconceptions = course(attempt.classroom.course_id).misconceptions
    changes = []
    for each in step.statements:
        # A statement that came later was not answered then.
        if each.id not in answers:
            continue
        before = stance(each, earlier[each.id]) if each.id in earlier else None
        after = stance(each, answers[each.id])
        belief = misconceptions.get(each.misconception or "")
        changes.append(Change(each, belief, before, after, _became(before, after)))
    changes.sort(key=lambda change: (change.after.right, change.before is not None and change.before.right))
    wrong_before = sum(not change.before.right for change in changes if change.before) if earlier else None
    return Comparison(changes, wrong_before, sum(not change.after.right for change in changes))


def stance(statement: Statement, answer: Answer) -> Stance:
    """Return what an answer to a statement says."""
    right = (answer["choice"] == "agree") == statement.holds
    strength = STRENGTH[answer["confidence"]]
    place = MIDDLE + STEP * (strength if right else -strength)
    return Stance(f"{word(answer['choice'])}, {word(answer['confidence'])}", right, place)


def _earlier(attempt: Attempt, key: str) -> dict[str, Answer]:
    exercise_id, _, step_id = key.rpartition("/")
    found = Prediction.objects.filter(
        attempt__learner=attempt.learner_id,
        attempt__classroom=attempt.classroom_id,
        attempt__exercise_id=exercise_id,
        step_id=step_id,
    ).first()
    return found.answers if found else {}


def _became(before: Stance | None, after: Stance) -> str:
    if before is None:
        return gettext("right") if after.right else gettext("look again")
    if before.right:
        return gettext("right before and after") if after.right else gettext("right before, look again")
    return gettext("you changed your mind") if after.right else gettext("still the same: look again")
