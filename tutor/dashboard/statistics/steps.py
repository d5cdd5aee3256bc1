"""How long a class was on each step, and how many tries a step took until its checks passed."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from tutor.dashboard.said import SAID, of_class
from tutor.people.models import Classroom

# More tries than this are told together.
MOST_TRIES = 6

# exercise, step
Place = tuple[str, str]

TIMES = f"""
    WITH {SAID}
    SELECT exercise_id, step_id, count(*), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY seconds)
    FROM attempt JOIN attempts_stay AS stay ON stay.attempt_id = attempt.id
    WHERE seconds > 0 GROUP BY 1, 2
"""
TRIES = f"""
    WITH {SAID}, judged AS (
        SELECT exercise_id, step_id, attempt.id, verdict,
            row_number() OVER (PARTITION BY attempt.id, step_id ORDER BY number) AS try
        FROM attempt JOIN attempts_run AS run ON run.attempt_id = attempt.id
        WHERE state = 'finished' AND status <> 'our_fault'
    ), reached AS (
        SELECT exercise_id, step_id, min(try) FILTER (WHERE verdict = 'passed') AS passed
        FROM judged GROUP BY exercise_id, step_id, id
    )
    SELECT exercise_id, step_id, passed - greatest(passed - {MOST_TRIES}, 0), count(*) FROM reached GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Time:
    """How long people were on a step, in seconds: half of them between the quartiles ``low`` and ``high``."""

    people: int
    low: float
    median: float
    high: float


@dataclass
class Tries:
    """How many passed with the first, the second … try, and how many have tried without passing yet."""

    passed: dict[int, int] = field(default_factory=dict)
    not_yet: int = 0

    @property
    def people(self) -> int:
        """How many tried."""
        return sum(self.passed.values()) + self.not_yet


def times(classroom: Classroom) -> dict[Place, Time]:
    """Return the time on each step that anybody has left; one query."""
    with connection.cursor() as cursor:
        cursor.execute(TIMES, of_class(classroom))
        return {(exercise, step): Time(people, *quartiles) for exercise, step, people, quartiles in cursor.fetchall()}


def tries(classroom: Classroom) -> dict[Place, Tries]:
    """Return the tries on each step that anybody ran; one query."""
    found: dict[Place, Tries] = defaultdict(Tries)
    with connection.cursor() as cursor:
        cursor.execute(TRIES, of_class(classroom))
        for exercise, step, passed, number in cursor.fetchall():
            if passed is None:
                found[exercise, step].not_yet = number
            else:
                found[exercise, step].passed[passed] = number
    return found
