"""Everything that the students of a class answered, as common table expressions for the queries that count it."""

from typing import Any

from tutor.people.models import Classroom, Role

# ``attempt``: the students' attempts. ``said``: one row for each answer, with ``round`` 1 for what was committed first
# and 2 for the newest second vote. An explanation's question is ''; its choice has no confidence.
SAID = """
    attempt AS MATERIALIZED (
        SELECT attempt.id, learner_id, exercise_id
        FROM attempts_attempt AS attempt
        JOIN people_membership AS member
            ON member.user_id = attempt.learner_id AND member.classroom_id = attempt.classroom_id
        WHERE attempt.classroom_id = %(classroom)s AND member.role = %(role)s
    ), second AS (
        SELECT DISTINCT ON (attempt.id, step_id) attempt.*, step_id, answers, committed_at
        FROM attempts_revote AS revote
        JOIN attempts_vote AS vote ON vote.id = revote.vote_id AND vote.classroom_id = %(classroom)s
        JOIN attempt ON attempt.learner_id = revote.learner_id AND attempt.exercise_id = vote.exercise_id
        ORDER BY attempt.id, step_id, committed_at DESC
    ), committed AS (
        SELECT attempt.*, step_id, answers, committed_at, 1 AS round
        FROM attempt JOIN attempts_prediction ON attempt_id = attempt.id
        UNION ALL
        SELECT second.*, 2 FROM second
    ), said AS MATERIALIZED (
        SELECT committed.id, learner_id, exercise_id, step_id, answer.key AS question, coalesce(
                answer.value ->> 'choice', answer.value ->> 'number', answer.value ->> 'text',
                (SELECT string_agg(item, ' ' ORDER BY place)
                 FROM jsonb_array_elements_text(answer.value -> 'order') WITH ORDINALITY AS listed (item, place)), ''
            ) AS choice,
            answer.value ->> 'confidence' AS confidence, committed_at, round
        FROM committed CROSS JOIN jsonb_each(answers) AS answer
        UNION ALL
        SELECT attempt.*, step_id, '', choice, NULL, committed_at, 1
        FROM attempt JOIN attempts_explanation ON attempt_id = attempt.id
    )
"""


def of_class(classroom: Classroom) -> dict[str, Any]:
    """Return the parameters that :data:`SAID` needs."""
    return {"classroom": classroom.pk, "role": Role.STUDENT.value}
