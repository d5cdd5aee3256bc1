"""Who holds which misconception now, and held it at first.

Evidence for or against a belief is every answer to a question in which one choice comes from it, second votes too. The
newest evidence says what a student believes now, the first what they came with.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tutor.attempts.predictions import BELIEFS
from tutor.catalog.courses import BeliefStep, Course, Exercise, ExplainStep, Step, course, observations_of
from tutor.dashboard.said import SAID, of_class
from tutor.people.models import Classroom

EVIDENCE = f"""
    WITH bearing AS (
        SELECT * FROM unnest(%(exercises)s::text[], %(steps)s::text[], %(questions)s::text[], %(choices)s::text[],
            %(beliefs)s::text[], %(holds)s::boolean[]) AS t (exercise_id, step_id, question, choice, belief, holds)
    ), {SAID}, evidence AS (
        SELECT said.*, belief, holds,
            row_number() OVER (PARTITION BY learner_id, belief ORDER BY committed_at, holds DESC) AS first,
            row_number() OVER (
                PARTITION BY learner_id, belief ORDER BY committed_at DESC, holds DESC, (confidence = 'sure') DESC
            ) AS last
        FROM said JOIN bearing USING (exercise_id, step_id, question, choice)
    )
"""
COUNT = """
    SELECT belief, count(*) FILTER (WHERE last = 1 AND holds) AS now,
        count(*) FILTER (WHERE last = 1 AND holds AND confidence = 'sure') AS sure,
        count(*) FILTER (WHERE first = 1 AND holds) AS before,
        count(DISTINCT learner_id) AS asked
    FROM evidence GROUP BY belief ORDER BY sure DESC, now DESC, belief
"""
WHO = """
    SELECT people_user.id, people_user.display_name, evidence.id, exercise_id, step_id, question, choice,
        confidence, committed_at, round
    FROM evidence JOIN people_user ON people_user.id = learner_id
    WHERE belief = %(belief)s AND last = 1 AND holds
    ORDER BY array_position(ARRAY['sure', 'think', 'guess'], confidence), people_user.display_name
"""


@dataclass(frozen=True)
class Holder:
    """A student who holds a belief, and the answer that says so."""

    learner_id: int
    name: str
    attempt_id: int
    exercise_id: str
    step_id: str
    question: str
    choice: str
    confidence: str | None
    said_at: datetime
    # 2 when it was said in a second vote.
    round: int


# What one answer says about one belief: exercise, step, question, choice, belief, whether it is held.
Bearing = tuple[str, str, str, str, str, bool]


def beliefs(classroom: Classroom) -> list[dict[str, object]]:
    """Return how many hold each belief, the surest and most frequent first; a belief nobody was asked about is out."""
    with connection.cursor() as cursor:
        cursor.execute(EVIDENCE + COUNT, _parameters(classroom))
        return [
            {"id": belief, "now": now, "sure": sure, "before": before, "asked": asked}
            for belief, now, sure, before, asked in cursor.fetchall()
        ]


def holders(classroom: Classroom, belief: str) -> list[Holder]:
    """Return who holds a belief now, the surest first."""
    with connection.cursor() as cursor:
        cursor.execute(EVIDENCE + WHO, {**_parameters(classroom), "belief": belief})
        return [Holder(*row) for row in cursor.fetchall()]


def _parameters(classroom: Classroom) -> dict[str, Any]:
    found = list(bearings(course(classroom.course_id)))
    names = ("exercises", "steps", "questions", "choices", "beliefs", "holds")
    lists = zip(*found, strict=True) if found else [()] * len(names)
    columns = {name: list(values) for name, values in zip(names, lists, strict=True)}
    return {**columns, **of_class(classroom)}


def bearings(taken: Course) -> Iterator[Bearing]:
    """Return what each answer in a course says about each belief that its question can show."""
    for exercise in taken.exercises:
        for step in exercise.steps:
            yield from _of_step(exercise, step)


def _of_step(exercise: Exercise, step: Step) -> Iterator[Bearing]:
    if isinstance(step, BeliefStep):
        for statement in step.statements:
            if statement.misconception:
                for choice in BELIEFS:
                    holds = (choice == "agree") != statement.holds
                    yield exercise.id, step.id, statement.id, choice, statement.misconception, holds
    for question, choices in questions(step).items():
        for belief in sorted({belief for belief in choices.values() if belief}):
            for choice, shows in choices.items():
                yield exercise.id, step.id, question, choice, belief, shows == belief


def questions(step: Step) -> dict[str, dict[str, str | None]]:
    """Return a step's questions: their choices, and the belief each comes from. An explanation's question is ``""``."""
    if isinstance(step, ExplainStep):
        return {"": {choice.id: choice.misconception for choice in step.choices}}
    asked = [each for each in observations_of(step) if each.answer == "choice"]
    return {each.id: {choice.id: choice.misconception for choice in each.choices} for each in asked}
