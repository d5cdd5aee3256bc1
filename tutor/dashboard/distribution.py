"""Who expects what, and how sure: counted by the database, which has all answers at hand."""

from collections import defaultdict

from django.db import connection

from tutor.catalog.courses import step_key
from tutor.dashboard.said import SAID, of_class
from tutor.people.models import Classroom

CONFIDENCES = ("guess", "think", "sure")

# step → observation → choice → confidence → number; "again" counts the newest second votes.
Distribution = dict[str, dict[str, dict[str, dict[str, int]]]]

COUNT = f"""
    WITH {SAID}
    SELECT exercise_id, step_id, answer.key, answer.value ->> 'choice',
        CASE WHEN round = 1 THEN answer.value ->> 'confidence' ELSE 'again' END, count(*)
    FROM committed CROSS JOIN jsonb_each(answers) AS answer
    WHERE answer.value ? 'choice'
    GROUP BY 1, 2, 3, 4, 5
"""


def distribution(classroom: Classroom) -> Distribution:
    """Count the students' committed answers by step, observation, choice and confidence."""
    result: Distribution = defaultdict(lambda: defaultdict(lambda: defaultdict(lambda: dict.fromkeys(CONFIDENCES, 0))))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, of_class(classroom))
        for exercise_id, step_id, observation, choice, confidence, number in cursor.fetchall():
            result[step_key(exercise_id, step_id)][observation][choice][confidence] = number
    return result
