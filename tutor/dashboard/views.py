"""What an instructor sees of a class."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tutor.catalog.courses import Course, PredictStep, course
from tutor.dashboard.matrix import Column, columns, message
from tutor.json_api import json_view
from tutor.people.access import teaching


@login_required
@require_safe
def dashboard(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show the class; the page's script keeps it up to date over the socket, or by asking again."""
    asker = teaching(request, classroom_id)
    classroom = asker.classroom
    taken = course(classroom.course_id)
    shape = columns(taken)
    urls = {"socket": f"/ws/classes/{classroom_id}/", "matrix": reverse("matrix", args=[classroom_id])}
    context = {
        "classroom": classroom,
        "me": asker,
        "join_url": request.build_absolute_uri(reverse("join", args=[classroom.join_code])),
        "course": taken,
        "columns": [_column(column) for column in shape],
        "questions": [_question(taken, column) for column in shape if isinstance(column.step, PredictStep)],
        "page": {"matrix": message(classroom), "urls": urls},
    }
    return render(request, "dashboard/dashboard.html", context)


@json_view("GET")
def matrix_json(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Give the whole picture, for browsers that a proxy keeps from the socket."""
    return JsonResponse(message(teaching(request, classroom_id).classroom))


def _column(column: Column) -> dict[str, str]:
    return {
        "key": column.key,
        "exercise": column.exercise.id,
        "exercise_title": column.exercise.title,
        "step_title": column.step.title,
        "kind": column.step.kind,
    }


def _question(taken: Course, column: Column) -> dict[str, object]:
    step = column.step
    assert isinstance(step, PredictStep)
    observations = [
        {
            "id": observation.id,
            "prompt": observation.prompt,
            "choices": [
                {"id": choice.id, "text": choice.text, "misconception_title": _title(taken, choice.misconception)}
                for choice in observation.choices
            ],
        }
        for observation in step.observations
    ]
    return {"key": column.key, "exercise_title": column.exercise.title, "observations": observations}


def _title(taken: Course, misconception_id: str | None) -> str | None:
    return taken.misconceptions[misconception_id].title if misconception_id else None
