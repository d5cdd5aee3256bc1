"""The way through a course: how far somebody is with an exercise, and what is better taken before it."""

from django.utils.translation import gettext_lazy as _

from tutor.attempts.cells import Cell, Facts, cell, whole
from tutor.attempts.progress import Key
from tutor.catalog.courses import Course, Exercise, step_key

# Kinds of steps, as the course's page names them.
KINDS = {
    "belief": _("survey"),
    "predict": _("predict"),
    "explain": _("explain"),
    "fix": _("fix"),
    "instrument": _("instrument"),
    "build": _("build"),
    "write_test": _("write a test"),
    "contrast": _("compare"),
    "lab": _("measure"),
}


def state_of(learner_id: int, exercise: Exercise, known: dict[Key, Facts]) -> Cell:
    """Return the one word for a learner and an exercise."""
    steps = exercise.steps
    return whole([cell(each.kind, known.get((learner_id, step_key(exercise.id, each.id)), Facts())) for each in steps])


def better_after(learner_id: int, exercise: Exercise, taken: Course, known: dict[Key, Facts]) -> list[Exercise]:
    """Return the exercises that this one builds on and that the learner has not done; advice, never a lock."""
    before = [each for each in taken.exercises if each.id in exercise.needs]
    return [each for each in before if state_of(learner_id, each, known) is not Cell.DONE]


def kinds_of(exercise: Exercise) -> list[str]:
    """Return what there is to do in an exercise, each once, in the order of its steps."""
    return list(dict.fromkeys(str(KINDS[step.kind]) for step in exercise.steps))
