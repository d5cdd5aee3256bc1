"""Who expects what, and how sure: counted by the database, which has all answers at hand."""

from collections import defaultdict

from django.db import connection

from tutor.catalog.courses import step_key
from tutor.people.models import Classroom, Role

CONFIDENCES = ("guess", "think", "sure")

# step → observation → choice → confidence → number
Distribution = dict[str, dict[str, dict[str, dict[str, int]]]]

COUNT = """
    SELECT attempt.exercise_id, prediction.step_id, answer.key, answer.value ->> 'choice',
        answer.value ->> 'confidence', count(*)
    FROM attempts_prediction AS prediction
    JOIN attempts_attempt AS attempt ON attempt.id = prediction.attempt_id
    JOIN people_membership AS member
        ON member.user_id = attempt.learner_id AND member.classroom_id = attempt.classroom_id
    CROSS JOIN jsonb_each(prediction.answers) AS answer
    WHERE attempt.classroom_id = %s AND member.role = %s AND answer.value ? 'choice'
    GROUP BY 1, 2, 3, 4, 5
"""


def distribution(classroom: Classroom) -> Distribution:
    """Count the students' committed answers by step, observation, choice and confidence."""
    result: Distribution = defaultdict(lambda: defaultdict(lambda: defaultdict(lambda: dict.fromkeys(CONFIDENCES, 0))))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [classroom.pk, Role.STUDENT.value])
        for exercise_id, step_id, observation, choice, confidence, number in cursor.fetchall():
            result[step_key(exercise_id, step_id)][observation][choice][confidence] = number
    return result
