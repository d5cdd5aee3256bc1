"""A learner's own attempts, steps and runs; whatever belongs to someone else does not exist."""

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tutor.attempts.models import Attempt, Run
from tutor.attempts.streams import RunId
from tutor.catalog.courses import Exercise, Step, exercise_or_404, step_or_404
from tutor.people import presence
from tutor.people.access import person
from tutor.people.models import TEACHING, User


class Place(NamedTuple):
    """Where a learner is acting."""

    attempt: Attempt
    exercise: Exercise
    step: Step


def own_place(request: HttpRequest, attempt_id: int, step_id: str) -> Place:
    """Return one step of the asker's own attempt; raises Http404."""
    learner = person(request)
    # Whoever was taken out of a class is out at once, also with an open page.
    own = learner.attempts.filter(classroom__memberships__user=learner)
    attempt = get_object_or_404(own.select_related("classroom"), pk=attempt_id)
    exercise = exercise_or_404(attempt.classroom.course_id, attempt.exercise_id)
    presence.touch(attempt.classroom_id, attempt.learner_id)
    return Place(attempt, exercise, step_or_404(exercise, step_id))


def own_run(request: HttpRequest, run_id: RunId) -> Run:
    """Return one of the asker's own runs; raises Http404."""
    return get_object_or_404(_light(person(request)), pk=run_id)


def readable_run(request: HttpRequest, run_id: RunId) -> Run:
    """Return one of the asker's own runs, or of a class that they teach; raises Http404."""
    asker = person(request)
    taught = asker.memberships.filter(role__in=TEACHING).values("classroom_id")
    mine_or_taught = Q(learner=asker) | Q(attempt__classroom_id__in=taught)
    runs = Run.objects.select_related("submission", "attempt__classroom", "learner").defer("events")
    return get_object_or_404(runs.filter(mine_or_taught), pk=run_id)


def _light(learner: User) -> QuerySet[Run]:
    """Return a learner's runs without what is long and seldom needed; it is fetched when it is touched."""
    return learner.runs.select_related("submission", "attempt").defer("events", "submission__files")
