"""Committing to a prediction, or to what is believed: once, for everything that the step asks."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sandbox.judge.rules import Answer, Observation
from tutor.attempts.access import Place
from tutor.attempts.models import Prediction
from tutor.catalog.courses import BeliefStep, Step, observations_of
from tutor.json_api import RefusedError
from tutor.people import bell

NOT_HERE = _("This step asks for no prediction.")
COMMITTED = _("You have committed your prediction for this step already. It stays as it is; run it and see.")
NO_QUESTION = _("This step has no observation {key}. Reload the page and answer again.")
NO_ANSWER = _("Observation {key} has no such answer. Reload the page and choose again.")
BELIEFS = ("agree", "disagree")


def commit(place: Place, answers: dict[str, Answer]) -> Prediction:
    """Record the prediction; raises :class:`RefusedError`."""
    check(place.step, answers)
    try:
        with transaction.atomic():
            prediction = Prediction.objects.create(
                attempt=place.attempt,
                step_id=place.step.id,
                answers={key: answer.model_dump(exclude_none=True) for key, answer in answers.items()},
                exercise_hash=place.exercise.hash,
            )
            bell.ring(place.attempt.classroom_id, place.attempt.learner_id)
    except IntegrityError as error:
        raise RefusedError(409, COMMITTED) from error
    return prediction


def answers_of(attempt_id: int, step_id: str) -> dict[str, Answer] | None:
    """Return what was committed to, as the judge takes it; None where nothing was."""
    prediction = Prediction.objects.filter(attempt_id=attempt_id, step_id=step_id).first()
    if prediction is None:
        return None
    return {observation: Answer.model_validate(answer) for observation, answer in prediction.answers.items()}


def check(step: Step, answers: dict[str, Answer]) -> None:
    """Refuse answers that are incomplete or not among what the step asks; raises :class:`RefusedError`."""
    questions: dict[str, Observation | None] = {each.id: each for each in observations_of(step)}
    if isinstance(step, BeliefStep):
        questions = dict.fromkeys(statement.id for statement in step.statements)
    if not questions:
        raise RefusedError(422, NOT_HERE)
    if missing := questions.keys() - answers.keys():
        still = ngettext(
            "Answer every observation before you commit: {names} is still open.",
            "Answer every observation before you commit: {names} are still open.",
            len(missing),
        )
        raise RefusedError(422, still.format(names=", ".join(sorted(missing))))
    for key, answer in answers.items():
        if key not in questions:
            raise RefusedError(422, NO_QUESTION.format(key=key))
        if not fits(questions[key], answer):
            raise RefusedError(422, NO_ANSWER.format(key=key))


def fits(observation: Observation | None, answer: Answer) -> bool:
    """Tell whether this answer can be given here. Of things in order, what is left out is said never to happen."""
    if observation is None:
        return answer.choice in BELIEFS
    match observation.answer:
        case "choice":
            return observation.choice(answer.choice) is not None
        case "number":
            return answer.number is not None
        case "text":
            return answer.text is not None
        case "order":
            known = {event.id for event in observation.order}
            return answer.order is not None and len(set(answer.order)) == len(answer.order) and known >= {*answer.order}
