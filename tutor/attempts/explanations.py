"""Committing to an explanation; only then are the feedback and the model answer shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from tutor.attempts.access import Place
from tutor.attempts.bodies import ExplanationBody
from tutor.attempts.models import Attempt, Explanation
from tutor.catalog.courses import ExplainChoice, ExplainStep
from tutor.json_api import RefusedError
from tutor.people import bell

NOT_HERE = "This step asks for no explanation."
COMMITTED = "You have committed your explanation for this step already. Reload the page to see the answer to it."
UNKNOWN_CHOICE = "This question has no such answer. Reload the page and choose again."
NO_WORDS = "Say it in your own words too, if only in one sentence: that is what you will compare with the answer."


@dataclass(frozen=True)
class Explained:
    """A committed explanation with the author's words about the choice."""

    choice: ExplainChoice | None
    text: str
    committed_at: datetime


def commit(place: Place, body: ExplanationBody) -> Explained:
    """Record the explanation; raises :class:`RefusedError`."""
    if not isinstance(place.step, ExplainStep):
        raise RefusedError(422, NOT_HERE)
    choice = _choice(place.step, body.choice)
    if choice is None and place.step.choices:
        raise RefusedError(422, UNKNOWN_CHOICE)
    if not body.text.strip():
        raise RefusedError(422, NO_WORDS)
    try:
        with transaction.atomic():
            row = Explanation.objects.create(
                attempt=place.attempt,
                step_id=place.step.id,
                choice=choice.id if choice else "",
                # Where there was nothing to choose, nothing was chosen wrong.
                correct=choice is None or choice.correct,
                text=body.text.strip(),
                exercise_hash=place.exercise.hash,
            )
            bell.ring(place.attempt.classroom_id, place.attempt.learner_id)
    except IntegrityError as error:
        raise RefusedError(409, COMMITTED) from error
    return Explained(choice, row.text, row.committed_at)


def committed(attempt: Attempt, step: ExplainStep) -> Explained | None:
    """Return what the learner committed to; None before that, or when the exercise lost that choice since."""
    row = attempt.explanations.filter(step_id=step.id).first()
    choice = _choice(step, row.choice) if row else None
    return Explained(choice, row.text, row.committed_at) if row and (choice or not step.choices) else None


def _choice(step: ExplainStep, choice_id: str) -> ExplainChoice | None:
    return next((choice for choice in step.choices if choice.id == choice_id), None)
