"""What an instructor sees of a class."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sandbox.judge.rules import Observation
from tutor.attempts.openings import windows
from tutor.catalog.courses import Course, Exercise, Step, course, observations_of, step_key
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
    shut = {exercise_id for exercise_id, each in windows(classroom).items() if not each.is_open}
    urls = {"socket": f"/ws/classes/{classroom_id}/", "matrix": reverse("matrix", args=[classroom_id])}
    context = {
        "classroom": classroom,
        "me": asker,
        "join_url": request.build_absolute_uri(reverse("join", args=[classroom.join_code])),
        "course": taken,
        "open_count": sum(each.id not in shut for each in taken.exercises),
        "exercises": [_exercise(each) for each in taken.exercises],
        "beliefs": taken.misconceptions.values(),
        "questions": [_question(taken, column) for column in columns(taken) if _choosing(column.step)],
        "page": {"urls": urls},
    }
    return render(request, "dashboard/dashboard.html", context)


@json_view("GET")
def matrix_json(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Give the whole picture, for browsers that a proxy keeps from the socket."""
    return HttpResponse(message(teaching(request, classroom_id).classroom), content_type="application/json")


def _exercise(exercise: Exercise) -> dict[str, object]:
    columns = [{"key": step_key(exercise.id, step.id), "title": step.title} for step in exercise.steps]
    return {"id": exercise.id, "title": exercise.title, "columns": columns}


def _question(taken: Course, column: Column) -> dict[str, object]:
    step = column.step
    observations = [
        {
            "id": observation.id,
            "prompt": observation.prompt,
            "choices": [
                {"id": choice.id, "text": choice.text, "misconception_title": _title(taken, choice.misconception)}
                for choice in observation.choices
            ],
        }
        for observation in _choosing(step)
    ]
    return {
        "key": column.key,
        "title": f"{column.exercise.id} {column.exercise.title} · {step.title}",
        "observations": observations,
    }


def _choosing(step: Step) -> list[Observation]:
    """Return the observations of a step that are predicted by a choice: only those can be counted."""
    return [each for each in observations_of(step) if each.answer == "choice"]


def _title(taken: Course, misconception_id: str | None) -> str | None:
    return taken.misconceptions[misconception_id].title if misconception_id else None
