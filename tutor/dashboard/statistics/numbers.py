"""Counts answers and says how well a question tells people apart. The database counts: a lecture hall has 20 000."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tutor.dashboard.said import SAID, of_class
from tutor.dashboard.statistics.asked import Place, Question
from tutor.people.models import Classroom

# Other questions that somebody must have answered before "mostly right elsewhere" can be said of them.
FEWEST_OTHERS = 3

# Typed answers are compared as the judge compares them: without quotes, full stops, case and extra spaces.
PLAIN = r"""lower(btrim(regexp_replace({}, '\s+', ' ', 'g'), '`''". '))"""
JUDGED = f"""
    WITH key AS (
        SELECT * FROM unnest(%(exercises)s::text[], %(steps)s::text[], %(questions)s::text[], %(answers)s::text[])
            AS t (exercise_id, step_id, question, answer)
    ), {SAID}, judged AS (
        SELECT said.*, ({PLAIN.format("choice")} = {PLAIN.format("answer")})::int AS hit
        FROM said JOIN key USING (exercise_id, step_id, question)
    ), scored AS (
        SELECT *, sum(hit) OVER whose - hit AS hits_elsewhere, count(hit) OVER whose - 1 AS others
        FROM judged WINDOW whose AS (PARTITION BY learner_id, round)
    )
"""
# ``corr`` with a question of two values is the point-biserial correlation; the rest score leaves the question out.
NUMBERS = f"""
    SELECT exercise_id, step_id, question,
        count(*) FILTER (WHERE round = 1), count(*) FILTER (WHERE round = 1 AND hit = 1),
        count(*) FILTER (WHERE round = 1 AND hit = 0 AND confidence = 'sure'),
        count(*) FILTER (WHERE round = 2), count(*) FILTER (WHERE round = 2 AND hit = 1),
        corr(hit, hits_elsewhere::float / nullif(others, 0)) FILTER (WHERE round = 1 AND others >= {FEWEST_OTHERS}),
        count(*) FILTER (WHERE round = 1 AND hit IS NOT NULL AND others >= {FEWEST_OTHERS})
    FROM scored GROUP BY 1, 2, 3
"""
COUNTS = f"""
    WITH {SAID}
    SELECT exercise_id, step_id, question, choice, round, confidence, count(*)
    FROM said WHERE exercise_id = %(exercise)s GROUP BY 1, 2, 3, 4, 5, 6
"""
MOVES = f"""
    WITH {SAID}
    SELECT exercise_id, step_id, question, first.choice, again.choice, count(*)
    FROM said AS first JOIN said AS again USING (learner_id, exercise_id, step_id, question)
    WHERE first.round = 1 AND again.round = 2 AND exercise_id = %(exercise)s GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True)
class Numbers:
    """One question in numbers. What depends on the right answer is 0 or None while nobody knows it.

    ``separation`` is the correlation of being right here with the share that the same people have right elsewhere,
    from -1 to 1, over ``compared`` people; None where all of them were right, or all wrong.
    """

    asked: int = 0
    right: int = 0
    surely_wrong: int = 0
    asked_again: int = 0
    right_again: int = 0
    separation: float | None = None
    compared: int = 0


@dataclass
class Counts:
    """How often an answer was given first, by confidence ('' for none), and in the second vote."""

    first: dict[str, int] = field(default_factory=dict)
    again: int = 0

    @property
    def number(self) -> int:
        """How often it was given first."""
        return sum(self.first.values())


# from → to → number
Moves = dict[tuple[str, str], int]


def numbers(classroom: Classroom, asked: list[Question]) -> dict[Place, Numbers]:
    """Return the numbers of each question that anybody answered; one query."""
    columns: dict[str, Any] = {
        "exercises": [each.exercise.id for each in asked],
        "steps": [each.step.id for each in asked],
        "questions": [each.id for each in asked],
        "answers": [each.right for each in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(JUDGED + NUMBERS, {**of_class(classroom), **columns})
        return {(exercise, step, question): Numbers(*rest) for exercise, step, question, *rest in cursor.fetchall()}


def counts(classroom: Classroom, exercise_id: str) -> dict[Place, dict[str, Counts]]:
    """Return how often each answer was given to the questions of one exercise; one query."""
    found: dict[Place, dict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {**of_class(classroom), "exercise": exercise_id})
        for exercise, step, question, choice, turn, confidence, number in cursor.fetchall():
            told = found[exercise, step, question][choice]
            if turn == 1:
                told.first[confidence or ""] = number
            else:
                told.again += number
    return found


def moves(classroom: Classroom, exercise_id: str) -> dict[Place, Moves]:
    """Return who moved from which answer to which between two votes, in numbers; one query."""
    found: dict[Place, Moves] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(MOVES, {**of_class(classroom), "exercise": exercise_id})
        for exercise, step, question, before, after, number in cursor.fetchall():
            found[exercise, step, question][before, after] = number
    return found
