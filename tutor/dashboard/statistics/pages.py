"""The pages of question statistics."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tutor.catalog.courses import course, exercise_or_404
from tutor.dashboard.statistics import told
from tutor.people.access import teaching


@login_required
@require_safe
def questions(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """List every question that was answered, in one line each."""
    asker = teaching(request, classroom_id)
    taken = course(asker.classroom.course_id)
    context = {"classroom": asker.classroom, "me": asker, "exercises": told.overview(asker.classroom, taken)}
    return render(request, "dashboard/statistics/questions.html", context)


@login_required
@require_safe
def exercise_questions(request: HttpRequest, classroom_id: int, exercise_id: str) -> HttpResponse:
    """Show one exercise's questions: every answer, who moved where, the time, the tries."""
    asker = teaching(request, classroom_id)
    taken = course(asker.classroom.course_id)
    exercise = exercise_or_404(taken.id, exercise_id)
    steps = told.of_exercise(asker.classroom, taken, exercise)
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "shown": exercise,
        "exercises": taken.exercises,
        "steps": steps,
        "was_judged": any(each.was_judged for each in steps),
    }
    return render(request, "dashboard/statistics/exercise.html", context)
