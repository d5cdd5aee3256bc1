"""Whether an exercise is open to a class now, and the sentence that says so."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tutor.attempts.access import Place
from tutor.attempts.models import Opening
from tutor.attempts.models.openings import TRIES
from tutor.json_api import RefusedError
from tutor.people.models import Classroom

# What Django's `date` calls "Tue 3 Dec, 09:00".
FORMAT = _("D j M, H:i")
# The same of another year.
FORMAT_WITH_YEAR = _("D j M Y, H:i")
KEPT = _("What you typed is kept, but nothing is judged any more.")


class Phase(TextChoices):
    """How an exercise stands."""

    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Window:
    """How an exercise stands in one class at one moment."""

    phase: Phase = Phase.OPEN
    sentence: str = ""
    solution_open: bool = False
    solution_after: int | None = TRIES

    @property
    def is_open(self) -> bool:
        """Whether learners may begin it and send answers."""
        return self.phase is Phase.OPEN


def window(opening: Opening | None, now: datetime | None = None) -> Window:
    """Return how an exercise with these dates stands now."""
    if opening is None:
        return Window()
    now = now or timezone.now()
    solution = opening.solution_opens is not None and opening.solution_opens <= now, opening.solution_after
    if opening.opens and opening.opens > now:
        return Window(Phase.EARLY, gettext("Opens {at}.").format(at=_said(opening.opens, now)), *solution)
    if opening.closes and opening.closes <= now:
        return Window(Phase.CLOSED, gettext("Closed since {at}.").format(at=_said(opening.closes, now)), *solution)
    until = gettext("Open until {at}.").format(at=_said(opening.closes, now)) if opening.closes else ""
    return Window(Phase.OPEN, until, *solution)


def windows(classroom: Classroom) -> dict[str, Window]:
    """Return the windows of the exercises that have dates, by exercise; all others are open."""
    return {opening.exercise_id: window(opening) for opening in classroom.openings.all()}


def window_of(classroom: Classroom, exercise_id: str) -> Window:
    """Return one exercise's window."""
    return window(classroom.openings.filter(exercise_id=exercise_id).first())


def require_open(place: Place) -> Place:
    """Return the place of an answer or run; raises :class:`RefusedError` when the class may not work on it now."""
    now = window_of(place.attempt.classroom, place.exercise.id)
    if not now.is_open:
        raise RefusedError(409, f"{now.sentence} {KEPT}")
    return place


def _said(moment: datetime, now: datetime) -> str:
    local = timezone.localtime(moment)
    same_year = local.year == timezone.localtime(now).year
    return date_format(local, str(FORMAT if same_year else FORMAT_WITH_YEAR))
