"""The learner's pages: the course, and one step of an exercise."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tutor.attempts.cells import Cell, Facts
from tutor.attempts.models import Attempt
from tutor.attempts.openings import Phase, Window, window_of, windows
from tutor.attempts.progress import Key, facts
from tutor.attempts.solutions import access
from tutor.attempts.stays import arrive
from tutor.attempts.step_page import neighbours, rail, step_context, step_url
from tutor.attempts.ways import better_after, kinds_of, state_of
from tutor.catalog.courses import Chapter, Course, Exercise, course, exercise_or_404, step_or_404
from tutor.catalog.versions import verified_with
from tutor.people.access import membership
from tutor.people.models import Membership


@login_required
@require_safe
def course_page(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show what there is to learn, and how far the learner is with each exercise."""
    member = membership(request, classroom_id)
    taken = course(member.classroom.course_id)
    known = facts(classroom_id, [member.user_id])
    dates = windows(member.classroom)
    chapters = [_chapter(member, each, taken, known, dates) for each in taken.chapters]
    return render(
        request,
        "catalog/course.html",
        {"classroom": member.classroom, "course": taken, "chapters": chapters, "teaches": member.teaches},
    )


def _chapter(
    member: Membership, chapter: Chapter, taken: Course, known: dict[Key, Facts], dates: dict[str, Window]
) -> dict[str, object]:
    rows = [_exercise_row(member, each, taken, known, dates) for each in chapter.exercises]
    return {
        "title": chapter.title,
        "exercises": rows,
        "minutes": sum(each.minutes for each in chapter.exercises),
        "done": sum(row["state"] == Cell.DONE for row in rows),
    }


def _exercise_row(
    member: Membership, exercise: Exercise, taken: Course, known: dict[Key, Facts], dates: dict[str, Window]
) -> dict[str, object]:
    state = state_of(member.user_id, exercise, known)
    window = dates.get(exercise.id, Window())
    shut = window.phase is Phase.EARLY and not member.teaches
    return {
        "exercise": exercise,
        "url": None if shut else step_url(member.classroom_id, exercise, None),
        "state": state.value,
        "state_text": state.label,
        "window": window,
        "kinds": kinds_of(exercise),
        "better_after": better_after(member.user_id, exercise, taken, known),
    }


@login_required
@require_safe
def exercise_page(request: HttpRequest, classroom_id: int, exercise_id: str) -> HttpResponse:
    """Go to the step where the learner was last, or to the first one."""
    member = membership(request, classroom_id)
    exercise = exercise_or_404(member.classroom.course_id, exercise_id)
    attempt = Attempt.objects.filter(
        learner_id=member.user_id, classroom_id=classroom_id, exercise_id=exercise_id
    ).first()
    ids = [step.id for step in exercise.steps]
    current = attempt.current_step if attempt and attempt.current_step in ids else ids[0]
    return redirect("step", classroom_id, exercise_id, current)


@login_required
@require_safe
def step_page(request: HttpRequest, classroom_id: int, exercise_id: str, step_id: str) -> HttpResponse:
    """Show one step with everything the learner left there."""
    member = membership(request, classroom_id)
    exercise = exercise_or_404(member.classroom.course_id, exercise_id)
    step = step_or_404(exercise, step_id)
    window = window_of(member.classroom, exercise_id)
    attempt = _attempt(member, exercise, window)
    if attempt is None:
        return _shut(request, member, exercise, window)
    arrive(attempt, step.id)
    known = facts(classroom_id, [member.user_id])
    taken = course(member.classroom.course_id)
    context = {
        "classroom": member.classroom,
        "course": taken,
        "better_after": better_after(member.user_id, exercise, taken, known),
        "verified_with": verified_with(exercise, step),
        "teaches": member.teaches,
        "exercise": exercise,
        "step": step,
        "attempt": attempt,
        "window": window,
        "solution": access(member, attempt, step, window),
        "steps": rail(attempt, exercise, step, known),
        **neighbours(member.classroom, exercise, step),
        **step_context(attempt, exercise, step),
    }
    return render(request, "catalog/step.html", context)


def _attempt(member: Membership, exercise: Exercise, window: Window) -> Attempt | None:
    """Return the learner's attempt; an exercise that is closed can still be read by those who had begun."""
    mine: dict[str, Any] = {
        "learner_id": member.user_id,
        "classroom_id": member.classroom_id,
        "exercise_id": exercise.id,
    }
    if window.is_open or member.teaches:
        return Attempt.objects.get_or_create(**mine)[0]
    return Attempt.objects.filter(**mine).first() if window.phase is Phase.CLOSED else None


def _shut(request: HttpRequest, member: Membership, exercise: Exercise, window: Window) -> HttpResponse:
    context = {
        "classroom": member.classroom,
        "course": course(member.classroom.course_id),
        "exercise": exercise,
        "window": window,
    }
    return render(request, "catalog/shut.html", context, status=403)
