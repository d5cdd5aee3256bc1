"""Opens and closes exercises for a class, now or at a date, and their solutions."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from tutor.attempts.models import Opening
from tutor.attempts.openings import Window, window
from tutor.catalog.courses import Exercise, course, exercise_or_404
from tutor.dashboard.forms import DatesForm
from tutor.people.access import instructing, teaching
from tutor.people.models import Classroom


@dataclass(frozen=True)
class Row:
    """One exercise with its dates, as a form."""

    exercise: Exercise
    window: Window
    form: DatesForm


@login_required
@require_safe
def schedule(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show how every exercise stands."""
    asker = teaching(request, classroom_id)
    dates = {opening.exercise_id: opening for opening in asker.classroom.openings.all()}
    taken = course(asker.classroom.course_id)
    chapters = [
        (chapter.title, [_row(each, dates.get(each.id)) for each in chapter.exercises]) for chapter in taken.chapters
    ]
    return render(request, "dashboard/schedule.html", {"classroom": asker.classroom, "me": asker, "chapters": chapters})


def _row(exercise: Exercise, opening: Opening | None) -> Row:
    return Row(exercise, window(opening), DatesForm(instance=opening, prefix=exercise.id))


@login_required
@require_POST
def set_dates(request: HttpRequest, classroom_id: int, exercise_id: str) -> HttpResponse:
    """Open or close one exercise or its solution at once, or set its dates."""
    classroom = instructing(request, classroom_id).classroom
    exercise = exercise_or_404(classroom.course_id, exercise_id)
    opening = _opening(classroom, exercise)
    now = request.POST.get("now", "")
    if now:
        _at_once(opening, now)
        opening.save()
    else:
        form = DatesForm(request.POST, instance=opening, prefix=exercise.id)
        if not form.is_valid():
            messages.error(request, f"{exercise.id}: {next(iter(form.errors.values()))[0]}")
            return redirect("schedule", classroom_id)
        form.save()
    messages.success(request, f"{exercise.id} {exercise.title}: {_stands(window(opening))}")
    return redirect("schedule", classroom_id)


def _opening(classroom: Classroom, exercise: Exercise) -> Opening:
    found = classroom.openings.filter(exercise_id=exercise.id).first()
    return found or Opening(classroom=classroom, exercise_id=exercise.id)


def _at_once(opening: Opening, now: str) -> None:
    """Do it with as few dates lost as can be: opening early does not forget when it closes."""
    moment = timezone.now()
    if now == "open":
        opening.opens = _only(opening.opens, opening.opens is not None and opening.opens <= moment)
        opening.closes = _only(opening.closes, opening.closes is not None and opening.closes > moment)
    elif now == "close":
        opening.opens = _only(opening.opens, opening.opens is not None and opening.opens < moment)
        opening.closes = moment
    elif now == "show-solution":
        opening.solution_opens = timezone.now()
    elif now == "hide-solution":
        opening.solution_opens = None


def _only(date: datetime | None, kept: bool) -> datetime | None:
    return date if kept else None


def _stands(window: Window) -> str:
    if window.solution_open:
        solution = gettext("Its solution is open.")
    elif window.solution_after is None:
        solution = gettext("Its solution opens to those who pass.")
    else:
        solution = ngettext(
            "Its solution opens to those who pass or have tried %(count)d time.",
            "Its solution opens to those who pass or have tried %(count)d times.",
            window.solution_after,
        ) % {"count": window.solution_after}
    return f"{window.sentence or gettext('Open.')} {solution}"
