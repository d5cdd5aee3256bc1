"""A run once more, at the reader's own pace. For its learner, and for whoever teaches their class.

The page is ``reverse("replay", args=[run.pk])``: link to it from wherever a run is named, for instructors too.
"""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tutor.attempts.access import readable_run
from tutor.attempts.downloads import as_lines, events_of
from tutor.attempts.models import Run
from tutor.attempts.step_page import step_url
from tutor.catalog.courses import Step, course, exercise_or_404
from tutor.people.access import person


@login_required
@require_safe
def replay_page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show the code that ran, and beside it everything that happened, with a way to move through it."""
    run = readable_run(request, run_id)
    classroom = run.attempt.classroom
    exercise = exercise_or_404(classroom.course_id, run.attempt.exercise_id)
    step = next((step for step in exercise.steps if step.id == run.step_id), None)
    files = _files(run, step)
    return render(
        request,
        "attempts/replay.html",
        {
            "classroom": classroom,
            "course": course(classroom.course_id),
            "exercise": exercise,
            "step": step,
            "step_url": step_url(classroom.pk, exercise, step),
            "own": run.learner_id == person(request).pk,
            "run": run,
            "files": files,
            "page": {"files": files, "events": reverse("replay-events", args=[run.pk])},
        },
    )


@login_required
@require_safe
def replay_events(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Return the run's events, one JSON object a line."""
    return HttpResponse(as_lines(events_of(readable_run(request, run_id))), content_type="application/x-ndjson")


def _files(run: Run, step: Step | None) -> list[dict[str, object]]:
    """Return what ran: the learner's files over those that the step has now."""
    given = {file.path: file.content for file in getattr(step, "files", ())}
    return [
        {"path": path, "content": content, "editable": False, "revision": 0}
        for path, content in {**given, **run.submission.files}.items()
    ]
