"""The author's solution beside the learner's own code, for whom it is open."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tutor.attempts import drafts
from tutor.attempts.differences import Line, difference
from tutor.attempts.models import Attempt
from tutor.attempts.models.files import SHOWN_DIGITS
from tutor.attempts.openings import Window, window_of
from tutor.attempts.states import Verdict
from tutor.catalog.courses import RunnableStep, Step, course, exercise_or_404, step_or_404
from tutor.people.access import membership
from tutor.people.models import Membership


@login_required
@require_safe
def solution_page(request: HttpRequest, classroom_id: int, exercise_id: str, step_id: str) -> HttpResponse:
    """Show how the solution differs from what the learner has; 404 while it is closed to them."""
    member = membership(request, classroom_id)
    exercise = exercise_or_404(member.classroom.course_id, exercise_id)
    step = step_or_404(exercise, step_id)
    attempt = get_object_or_404(Attempt, learner_id=member.user_id, classroom_id=classroom_id, exercise_id=exercise_id)
    if not isinstance(step, RunnableStep) or not (
        access(member, attempt, step, window_of(member.classroom, exercise_id)).is_open
    ):
        raise Http404
    files = _differences(attempt, step)
    context = {
        "classroom": member.classroom,
        "course": course(member.classroom.course_id),
        "exercise": exercise,
        "step": step,
        "teaches": member.teaches,
        "files": files,
        "same": all(line.whose == "same" for _, lines in files for line in lines),
    }
    return render(request, "attempts/solution.html", context)


@dataclass(frozen=True)
class Access:
    """Whether somebody may see a step's solution; ``tried`` are the versions of their code that were judged failed."""

    is_open: bool
    after: int | None = None
    tried: frozenset[str] = frozenset()


def access(member: Membership, attempt: Attempt, step: Step, window: Window) -> Access:
    """Open it to teachers, to whoever passed or has tried often enough, and to all once the instructor says so."""
    if not isinstance(step, RunnableStep) or not step.solution:
        return Access(is_open=False)
    if member.teaches or window.solution_open:
        return Access(is_open=True)
    judged = attempt.runs.filter(step_id=step.id, verdict__in=(Verdict.PASSED, Verdict.FAILED))
    found = set(judged.values_list("verdict", "submission__content_hash"))
    tried = frozenset(version[:SHOWN_DIGITS] for verdict, version in found if verdict == Verdict.FAILED)
    passed = any(verdict == Verdict.PASSED for verdict, _ in found)
    enough = window.solution_after is not None and len(tried) >= window.solution_after
    return Access(passed or enough, window.solution_after, tried)


def _differences(attempt: Attempt, step: RunnableStep) -> list[tuple[str, list[Line]]]:
    files = [file for file in drafts.open_files(attempt, step) if file.editable]
    return [(file.path, difference(file.content, step.solution.get(file.path, file.content))) for file in files]
