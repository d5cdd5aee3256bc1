"""Where a learner is with one step, in one word: the same on the learner's rail and in the instructor's matrix."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tutor.attempts.states import Verdict


class Cell(TextChoices):
    """The word, and what a page says for it."""

    NEW = "new", _("not started")
    WORKING = "working", _("in progress")
    COLLISION = "collision", _("collision")
    FAILED = "failed", _("not solved yet")
    PASSED = "passed", _("passed")
    DONE = "done", _("done")


# Steps that ask for nothing more. A collision is one of them: it is what predicting is for.
COMPLETE = (Cell.COLLISION, Cell.PASSED, Cell.DONE)
# States in which time passes that a teacher would want to know of.
UNDER_WAY = (Cell.WORKING, Cell.FAILED)


@dataclass
class Facts:
    """What is recorded of one learner and one step."""

    runs: int = 0
    in_flight: bool = False
    passed: bool = False
    predicted: bool = False
    drafted: bool = False
    # Of the newest run that was judged.
    verdict: str | None = None
    collisions: int = 0
    # Whether the chosen mechanism was the right one; None before the explanation.
    explained: bool | None = None
    # Since when the learner has been on this step; None when they are elsewhere.
    here_since: datetime | None = None

    @property
    def touched(self) -> bool:
        """Whether the learner has begun."""
        return bool(self.runs or self.in_flight or self.predicted or self.drafted or self.here_since)


def cell(kind: str, facts: Facts) -> Cell:
    """Return the one word for a step of this kind."""
    decided = DECIDING.get(kind, _solved)(facts)
    return decided or (Cell.WORKING if facts.touched else Cell.NEW)


def _predicted(facts: Facts) -> Cell | None:
    if facts.verdict is None:
        return None
    return Cell.COLLISION if facts.collisions else Cell.PASSED


def _explained(facts: Facts) -> Cell | None:
    if facts.explained is None:
        return None
    return Cell.DONE if facts.explained else Cell.COLLISION


def _solved(facts: Facts) -> Cell | None:
    if facts.passed:
        return Cell.PASSED
    return Cell.FAILED if facts.verdict == Verdict.FAILED else None


def _contrasted(facts: Facts) -> Cell | None:
    """Two programs to look at are done when they were seen; two of the learner's own have to hold."""
    return _predicted(facts) if facts.verdict == Verdict.NONE else _solved(facts)


def _believed(facts: Facts) -> Cell | None:
    return Cell.DONE if facts.predicted else None


def _measured(facts: Facts) -> Cell | None:
    return Cell.DONE if facts.verdict is not None else None


# Kinds of step in which something else than passing checks is what counts.
DECIDING = {
    "belief": _believed,
    "predict": _predicted,
    "explain": _explained,
    "contrast": _contrasted,
    "lab": _measured,
}


def whole(cells: list[Cell]) -> Cell:
    """Return the one word for an exercise from those of its steps."""
    if all(each in COMPLETE for each in cells):
        return Cell.DONE
    return Cell.NEW if all(each is Cell.NEW for each in cells) else Cell.WORKING
