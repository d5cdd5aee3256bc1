"""The picture of a class: students × steps, and what they predicted. Eight queries, however many students."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from tutor.attempts.cells import UNDER_WAY, Cell, Facts, cell
from tutor.attempts.models import Prediction
from tutor.attempts.progress import Key, facts
from tutor.catalog.courses import Course, Exercise, Step, course, step_key
from tutor.people import presence
from tutor.people.models import Classroom, Role

CONFIDENCES = ("guess", "think", "sure")

Answers = dict[str, dict[str, str]]
Distribution = dict[str, dict[str, dict[str, dict[str, int]]]]
NEW: dict[str, object] = {"state": Cell.NEW.value, "runs": 0, "collisions": 0, "since": None}


@dataclass(frozen=True)
class Column:
    """One step of the course, as a column."""

    exercise: Exercise
    step: Step

    @property
    def key(self) -> str:
        """The step's address in the course."""
        return step_key(self.exercise.id, self.step.id)


def columns(taken: Course) -> list[Column]:
    """Return the course's steps in order."""
    return [Column(exercise, step) for exercise in taken.exercises for step in exercise.steps]


def message(classroom: Classroom, changed: set[int] | None = None) -> dict[str, object]:
    """Return what a dashboard is sent: everything, or the rows of the students who changed."""
    here = presence.here(classroom.pk)
    learners = None if changed is None else sorted(changed)
    students = list(classroom.memberships.filter(role=Role.STUDENT).select_related("user").order_by("name_key"))
    shape = columns(course(classroom.course_id))
    known = facts(classroom.pk, learners)
    return {
        "type": "matrix",
        "full": changed is None,
        "here": sum(member.user_id in here for member in students),
        "students": [
            {
                "id": member.user_id,
                "name": str(member.user),
                "here": member.user_id in here,
                "cells": _row(member.user_id, shape, known),
            }
            for member in students
            if changed is None or member.user_id in changed
        ],
        "distribution": distribution(classroom),
    }


def _row(user_id: int, shape: list[Column], known: dict[Key, Facts]) -> dict[str, dict[str, object]]:
    row = {}
    for column in shape:
        found = known.get((user_id, column.key))
        row[column.key] = NEW if found is None else as_json(column.step.kind, found)
    return row


def as_json(kind: str, found: Facts) -> dict[str, object]:
    """Return one cell; ``since`` is when the student came to a step that is still under way."""
    state = cell(kind, found)
    since = found.here_since if state in UNDER_WAY else None
    return {
        "state": state.value,
        "runs": found.runs,
        "collisions": found.collisions + (found.explained is False),
        "since": since.isoformat() if since else None,
    }


def distribution(classroom: Classroom) -> Distribution:
    """Count the students' committed answers by step, observation, choice and confidence."""
    rows = Prediction.objects.filter(
        attempt__classroom=classroom,
        attempt__learner__memberships__classroom=classroom,
        attempt__learner__memberships__role=Role.STUDENT,
    ).values_list("attempt__exercise_id", "step_id", "answers")
    return count([(step_key(exercise_id, step_id), answers) for exercise_id, step_id, answers in rows])


def count(predictions: list[tuple[str, Answers]]) -> Distribution:
    """Count answers: ``{step: {observation: {choice: {confidence: number}}}}``."""
    counted = Counter(
        (step, observation, answer["choice"], answer["confidence"])
        for step, answers in predictions
        for observation, answer in answers.items()
    )
    result: Distribution = defaultdict(lambda: defaultdict(lambda: defaultdict(lambda: dict.fromkeys(CONFIDENCES, 0))))
    for (step, observation, choice, confidence), number in counted.items():
        result[step][observation][choice][confidence] = number
    return result
