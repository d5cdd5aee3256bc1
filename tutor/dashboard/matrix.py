"""The picture of a class: students × steps, and what they believe. As many queries for 500 students as for one."""

import json
from dataclasses import dataclass

from django.utils import timezone

from tutor.attempts.stays import medians
from tutor.attempts.talk import hands_up
from tutor.catalog.courses import Course, Exercise, Step, course, step_key
from tutor.dashboard.beliefs import beliefs
from tutor.dashboard.distribution import distribution
from tutor.dashboard.reviews import unread
from tutor.dashboard.rows import rows
from tutor.people import presence
from tutor.people.models import Classroom, Role

# Nobody is stuck who has not been somewhere for this long, and twice as long as is usual in this class.
STUCK_SECONDS = 5 * 60
STUCK_TIMES = 2


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


def message(classroom: Classroom, changed: set[int] | None = None) -> str:
    """Return what a dashboard is sent, as JSON: everything, or the rows of the students who changed."""
    here = presence.here(classroom.pk)
    names = dict(
        classroom.memberships.filter(role=Role.STUDENT)
        .order_by("name_key")
        .values_list("user_id", "user__display_name")
    )
    shown = [user_id for user_id in names if changed is None or user_id in changed]
    cells, hands = rows(classroom, shown), hands_up(classroom)
    students = ",".join(
        f'{{"id":{user_id},"name":{json.dumps(names[user_id])},"here":{"true" if user_id in here else "false"},'
        f'"hand":{json.dumps(hands.get(user_id))},"cells":{cells[user_id]}}}'
        for user_id in shown
    )
    rest = {
        "type": "matrix",
        "full": changed is None,
        "now": timezone.now().isoformat(),
        "here": sum(user_id in here for user_id in names),
        "stuck_after": stuck_after(classroom),
        "distribution": distribution(classroom),
        "beliefs": beliefs(classroom),
        "unread": unread(classroom),
    }
    return f'{json.dumps(rest)[:-1]},"students":[{students}]}}'


def stuck_after(classroom: Classroom) -> dict[str, float]:
    """Return after how many seconds on a step somebody is stuck, by step key.

    Until somebody has left a step, the author's estimate for the exercise stands for what is usual.
    """
    usual = medians(classroom)
    return {
        column.key: max(STUCK_SECONDS, STUCK_TIMES * usual.get(column.key, _estimate(column.exercise)))
        for column in columns(course(classroom.course_id))
    }


def _estimate(exercise: Exercise) -> float:
    return exercise.minutes * 60 / len(exercise.steps)
