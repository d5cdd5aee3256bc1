"""Votes of a class: who may answer now, what was answered, and what happens next."""

from collections import Counter
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sandbox.judge.rules import Answer
from tutor.attempts import news, predictions
from tutor.attempts.access import Place
from tutor.attempts.models import Attempt, Phase, Prediction, Revote, Vote
from tutor.catalog.courses import Step, exercise_or_404, observations_of, step_or_404
from tutor.json_api import RefusedError
from tutor.people import bell
from tutor.people.models import Classroom, Membership, Role, User

VOTING = (Phase.OPEN, Phase.AGAIN)
NEXT = dict(zip(list(Phase), list(Phase)[1:], strict=False))
NOT_NOW = _("Nobody is asked at the moment. Wait for your instructor to open the vote.")
TWICE = _("Your answer is in already.")
UNDER_VOTE = _("Your class is voting on this step. You run it together afterwards.")

Answers = dict[str, dict[str, Any]]
# observation → choice, or number as it is written → confidence → how many
Tally = dict[str, dict[str, Counter[str]]]


def votable(step: Step) -> bool:
    """Tell whether a class can vote on a step: every observation of it is a choice or a number."""
    asked = observations_of(step)
    return bool(asked) and all(each.answer in ("choice", "number") for each in asked)


def current(classroom: Classroom) -> Vote | None:
    """Return the class's vote, unless it is over."""
    return classroom.votes.exclude(phase=Phase.OVER).first()


def open_vote(classroom: Classroom, exercise_id: str, step_id: str) -> Vote:
    """Put a step to the class; a vote on another step that still goes on is ended by it."""
    with transaction.atomic():
        Classroom.objects.select_for_update().get(pk=classroom.pk)
        going = current(classroom)
        if going and (going.exercise_id, going.step_id) == (exercise_id, step_id):
            return going
        classroom.votes.update(phase=Phase.OVER)
        opened = Vote.objects.create(classroom=classroom, exercise_id=exercise_id, step_id=step_id)
        news.ring(classroom.pk)
    return opened


def go_on(vote: Vote, seen: str) -> None:
    """Go to the phase after the one that was ``seen``; pressing a button twice goes on once."""
    if following := NEXT.get(Phase(seen)) if seen in Phase.values else None:
        Vote.objects.filter(pk=vote.pk, phase=seen).update(phase=following)
        news.ring(vote.classroom_id)


def end(vote: Vote) -> None:
    """End a vote in whatever phase it is."""
    Vote.objects.filter(pk=vote.pk).update(phase=Phase.OVER)
    news.ring(vote.classroom_id)


def earlier(classroom: Classroom, exercise_id: str, step_id: str) -> Vote | None:
    """Return the last vote on a step that is over."""
    over = classroom.votes.filter(exercise_id=exercise_id, step_id=step_id, phase=Phase.OVER)
    return over.order_by("-opened", "-pk").first()


def go_back(vote: Vote) -> None:
    """Show the answers of a vote again that is over, maybe by mistake; from there it can go on."""
    with transaction.atomic():
        Classroom.objects.select_for_update().get(pk=vote.classroom_id)
        vote.classroom.votes.exclude(pk=vote.pk).update(phase=Phase.OVER)
        shows = Phase.COMPARED if vote.revotes.exists() else Phase.SHOWN
        Vote.objects.filter(pk=vote.pk, phase=Phase.OVER).update(phase=shows)
        news.ring(vote.classroom_id)


def place_of(vote: Vote, member: Membership) -> Place:
    """Return where a member answers; raises Http404 when the course has lost the step."""
    exercise = exercise_or_404(vote.classroom.course_id, vote.exercise_id)
    step = step_or_404(exercise, vote.step_id)
    attempt, _ = Attempt.objects.get_or_create(
        learner_id=member.user_id, classroom_id=member.classroom_id, exercise_id=exercise.id
    )
    return Place(attempt, exercise, step)


def answer(vote: Vote, place: Place, answers: dict[str, Answer]) -> None:
    """Record a first or second answer, whichever is asked for now; raises :class:`RefusedError`."""
    if vote.phase == Phase.OPEN:
        predictions.commit(place, answers)
        return
    if vote.phase != Phase.AGAIN:
        raise RefusedError(409, NOT_NOW)
    predictions.check(place.step, answers)
    told = {key: each.model_dump(exclude_none=True) for key, each in answers.items()}
    try:
        with transaction.atomic():
            Revote.objects.create(vote=vote, learner_id=place.attempt.learner_id, answers=told)
            bell.ring(vote.classroom_id, place.attempt.learner_id)
    except IntegrityError as error:
        raise RefusedError(409, TWICE) from error


def answered(vote: Vote, learner: User) -> Answers | None:
    """Return what a learner answered in the round that goes on, None before they have."""
    if vote.phase == Phase.AGAIN:
        row = vote.revotes.filter(learner=learner).first()
        return row.answers if row else None
    return first_answers(vote).filter(attempt__learner=learner).values_list("answers", flat=True).first()


def first_answers(vote: Vote) -> QuerySet[Prediction]:
    """Return the students' predictions of the step under vote."""
    return Prediction.objects.filter(
        attempt__classroom_id=vote.classroom_id,
        attempt__exercise_id=vote.exercise_id,
        step_id=vote.step_id,
        attempt__learner__memberships__classroom_id=vote.classroom_id,
        attempt__learner__memberships__role=Role.STUDENT,
    )


def tally(given: list[Answers]) -> Tally:
    """Count answers by observation, what was said, and how sure people were."""
    result: Tally = {}
    for answers in given:
        for key, each in answers.items():
            said = each.get("choice", each.get("number"))
            if said is not None:
                result.setdefault(key, {}).setdefault(str(said), Counter())[each.get("confidence", "")] += 1
    return result


def require_no_vote(place: Place) -> Place:
    """Return the place of a run; raises :class:`RefusedError` for a step on which the class is voting."""
    going = current(place.attempt.classroom)
    if going and (going.exercise_id, going.step_id) == (place.exercise.id, place.step.id):
        teaches = place.attempt.learner.memberships.exclude(role=Role.STUDENT)
        if not teaches.filter(classroom=place.attempt.classroom_id).exists():
            raise RefusedError(409, UNDER_VOTE)
    return place
