"""Committing to a prediction: once, for every observation of the step."""

from django.db import IntegrityError, transaction

from sandbox.judge.rules import Answer
from tutor.attempts.access import Place
from tutor.attempts.models import Prediction
from tutor.catalog.courses import PredictStep
from tutor.json_api import RefusedError
from tutor.people import bell

NOT_HERE = "This step asks for no prediction."
COMMITTED = "You have committed your prediction for this step already. It stays as it is; run it and see."


def commit(place: Place, answers: dict[str, Answer]) -> Prediction:
    """Record the prediction; raises :class:`RefusedError`."""
    if not isinstance(place.step, PredictStep):
        raise RefusedError(422, NOT_HERE)
    _check(place.step, answers)
    try:
        with transaction.atomic():
            prediction = Prediction.objects.create(
                attempt=place.attempt,
                step_id=place.step.id,
                answers={observation: answer.model_dump() for observation, answer in answers.items()},
                exercise_hash=place.exercise.hash,
            )
            bell.ring(place.attempt.classroom_id, place.attempt.learner_id)
    except IntegrityError as error:
        raise RefusedError(409, COMMITTED) from error
    return prediction


def _check(step: PredictStep, answers: dict[str, Answer]) -> None:
    observations = {observation.id: observation for observation in step.observations}
    if missing := observations.keys() - answers.keys():
        raise RefusedError(
            422, f"Answer every observation before you commit: {', '.join(sorted(missing))} is still open."
        )
    for key, answer in answers.items():
        if key not in observations:
            raise RefusedError(422, f"This step has no observation {key}. Reload the page and answer again.")
        if observations[key].choice(answer.choice) is None:
            raise RefusedError(422, f"Observation {key} has no such answer. Reload the page and choose again.")
