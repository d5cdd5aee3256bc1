"""Committing to an explanation; only then are the feedback and the model answer shown, and the learner marks it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tutor.attempts.access import Place
from tutor.attempts.bodies import ExplanationBody, MarksBody
from tutor.attempts.models import Attempt, Explanation, Review, SelfMarks
from tutor.catalog.courses import ExplainChoice, ExplainStep
from tutor.json_api import RefusedError
from tutor.people import bell

NOT_HERE = _("This step asks for no explanation.")
COMMITTED = _("You have committed your explanation for this step already. Reload the page to see the answer to it.")
UNKNOWN_CHOICE = _("This question has no such answer. Reload the page and choose again.")
COMMIT_FIRST = _("Commit your explanation first: its rubric opens with the model answer.")
NO_SUCH_LINE = _("The rubric has no such line. Reload the page and mark again.")
NO_WORDS = _("Say it in your own words too, if only in one sentence: that is what you will compare with the answer.")


@dataclass(frozen=True)
class Explained:
    """A committed explanation with the author's words about the choice."""

    choice: ExplainChoice | None
    text: str
    committed_at: datetime
    marks: frozenset[int] = frozenset()
    review: Review | None = None


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
    row = attempt.explanations.filter(step_id=step.id).select_related("self_marks", "review__reviewer").first()
    choice = _choice(step, row.choice) if row else None
    if row is None or (choice is None and step.choices):
        return None
    own = getattr(row, "self_marks", None)
    review = getattr(row, "review", None)
    saved = review if review and review.revision else None
    return Explained(choice, row.text, row.committed_at, frozenset(own.lines if own else ()), saved)


def mark(place: Place, body: MarksBody) -> list[int]:
    """Record which of the rubric's lines a learner finds in their own text; raises :class:`RefusedError`."""
    if not isinstance(place.step, ExplainStep):
        raise RefusedError(422, NOT_HERE)
    row = place.attempt.explanations.filter(step_id=place.step.id).first()
    if row is None:
        raise RefusedError(409, COMMIT_FIRST)
    lines = sorted(body.lines)
    if lines and lines[-1] > len(place.step.rubric):
        raise RefusedError(422, NO_SUCH_LINE)
    SelfMarks.objects.update_or_create(explanation=row, defaults={"lines": lines, "marked_at": timezone.now()})
    return lines


def _choice(step: ExplainStep, choice_id: str) -> ExplainChoice | None:
    return next((choice for choice in step.choices if choice.id == choice_id), None)
