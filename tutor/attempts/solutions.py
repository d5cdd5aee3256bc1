"""The author's solution beside the learner's own code, for whom it is open."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tutor.attempts import drafts
from tutor.attempts.differences import Line, difference
from tutor.attempts.models import Attempt
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
    if not isinstance(step, RunnableStep) or not is_open(
        member, attempt, step, window_of(member.classroom, exercise_id)
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


def is_open(member: Membership, attempt: Attempt, step: Step, window: Window) -> bool:
    """Tell whether a person may see a step's solution: teachers, whoever passed, and all once it was opened."""
    if not isinstance(step, RunnableStep) or not step.solution:
        return False
    if member.teaches or window.solution_open:
        return True
    return attempt.runs.filter(step_id=step.id, verdict=Verdict.PASSED).exists()


def _differences(attempt: Attempt, step: RunnableStep) -> list[tuple[str, list[Line]]]:
    files = [file for file in drafts.open_files(attempt, step) if file.editable]
    return [(file.path, difference(file.content, step.solution.get(file.path, file.content))) for file in files]
