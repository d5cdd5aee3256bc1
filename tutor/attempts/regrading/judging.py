"""Judges one thing after the other, in a lane of its own: a learner who waits for a run always goes first.

At most one is judged at any time, however many workers there are, and none is begun while a run waits in the queue.
"""

import asyncio
import logging
from datetime import timedelta
from functools import partial
from typing import Any

import redis.asyncio
from django.utils import timezone

from sandbox import Sandbox, SandboxError
from tutor.attempts.clocks import DEADLINE_MARGIN, TASK_MARGIN
from tutor.attempts.endings import Ending
from tutor.attempts.event_writer import storable
from tutor.attempts.execution import Result, execute
from tutor.attempts.execution.again import can_be_judged_again, judge_again
from tutor.attempts.models import Regrade, Rejudgement, Run
from tutor.attempts.models.regrades import Fate, Stage
from tutor.attempts.predictions import answers_of
from tutor.attempts.regrading.comparing import change_of
from tutor.attempts.states import State, Status, Verdict
from tutor.attempts.worker import Worker
from tutor.catalog.courses import Exercise, PredictStep, RunnableStep, course
from tutor.celery import app

logger = logging.getLogger(__name__)

Judgement = dict[str, Any]


def send(regrade: Regrade) -> None:
    """Ask a worker for the next judgement; a message too many is harmless."""
    app.send_task("attempts.rejudge", [regrade.pk])


def judge_next(regrade_id: int, worker: Worker) -> None:
    """Judge the next thing of a regrade and ask for the one after it; gives way to learners, the sweeper comes back."""
    regrade = Regrade.objects.select_related("classroom").filter(pk=regrade_id, stage=Stage.JUDGING).first()
    if regrade is None or must_wait():
        return
    known = {each.id: each for each in course(regrade.classroom.course_id).exercises}
    exercise = known.get(regrade.exercise_id)
    if exercise is None or exercise.hash != regrade.exercise_hash:
        outdate(regrade)
        return
    if item := _claimed(regrade, exercise):
        _judge(item, exercise, worker)
    if not settle(regrade):
        send(regrade)


def must_wait() -> bool:
    """Tell whether somebody waits for a run, or another judgement goes on."""
    return (
        Run.objects.filter(state=State.QUEUED).exists()
        or Rejudgement.objects.filter(fate=Fate.JUDGING, regrade__stage=Stage.JUDGING).exists()
    )


def settle(regrade: Regrade) -> bool:
    """Make a regrade ready when nothing of it is left to judge; tells whether it is over or ready."""
    if regrade.items.filter(fate__in=(Fate.WAITING, Fate.JUDGING)).exists():
        return not Regrade.objects.filter(pk=regrade.pk, stage=Stage.JUDGING).exists()
    Regrade.objects.filter(pk=regrade.pk, stage=Stage.JUDGING).update(stage=Stage.READY)
    return True


def outdate(regrade: Regrade) -> None:
    """End a regrade whose exercise has changed."""
    Regrade.objects.filter(pk=regrade.pk).update(stage=Stage.OUTDATED, finished=timezone.now())


def sweep() -> int:
    """Set every regrade going whose message or worker was lost; returns how many were sent."""
    Rejudgement.objects.filter(fate=Fate.JUDGING, claimed_until__lt=timezone.now()).update(fate=Fate.WAITING)
    going = list(Regrade.objects.filter(stage=Stage.JUDGING))
    if not going or must_wait():
        return 0
    left = [regrade for regrade in going if not settle(regrade)]
    for regrade in left:
        send(regrade)
    return len(left)


def _claimed(regrade: Regrade, exercise: Exercise) -> Rejudgement | None:
    item = regrade.items.filter(fate=Fate.WAITING).select_related("run__submission").order_by("pk").first()
    if item is None:
        return None
    step = exercise.step(item.step_id)
    assert isinstance(step, RunnableStep)
    until = timezone.now() + timedelta(seconds=step.longest_seconds + DEADLINE_MARGIN)
    taken = regrade.items.filter(pk=item.pk, fate=Fate.WAITING).update(fate=Fate.JUDGING, claimed_until=until)
    return item if taken else None


def _judge(item: Rejudgement, exercise: Exercise, worker: Worker) -> None:
    try:
        after = _judged(item, exercise, worker)
    except (SandboxError, TimeoutError):
        logger.exception("the sandbox failed judgement %s", item.pk)
        _end(item, fate=Fate.BROKEN)
        return
    except Exception:
        # Of a worker that is told to stop, the sweeper takes the judgement up again.
        _end(item, fate=Fate.BROKEN)
        raise
    _end(item, fate=Fate.JUDGED, after=after, change=change_of(item.before, after))


def _end(item: Rejudgement, **changes: object) -> None:
    Rejudgement.objects.filter(pk=item.pk, fate=Fate.JUDGING).update(**changes, claimed_until=None)


def _judged(item: Rejudgement, exercise: Exercise, worker: Worker) -> Judgement:
    assert item.run is not None
    run, step = item.run, exercise.step(item.step_id)
    answers = answers_of(item.attempt_id, item.step_id)
    if isinstance(step, PredictStep) and can_be_judged_again(step):
        events, observations = judge_again(exercise, step, answers or {}, run.events)
        result = Result(run.status, run.verdict, run.checks, observations, run.outcome)
    else:
        assert isinstance(step, RunnableStep)
        events = [event for event in run.events if event["type"] == "queued"]
        result = worker.run(item.pk, partial(_played, exercise, step, run, answers, events))
    return _as_judgement(result, events)


async def _played(
    exercise: Exercise, step: RunnableStep, run: Run, answers: Any, events: list[dict[str, Any]], sandbox: Sandbox,
    _client: "redis.asyncio.Redis",
) -> Result:  # fmt: skip
    async def emit(kind: str, fields: dict[str, Any]) -> None:
        events.append({"seq": len(events) + 1, "type": kind, **storable(fields)})

    async with asyncio.timeout(step.longest_seconds + TASK_MARGIN):
        return await execute(
            exercise, step, run.submission.files, answers, sandbox=sandbox, emit=emit, latency_ms=run.latency_ms
        )


def _as_judgement(result: Result, events: list[dict[str, Any]]) -> Judgement:
    ending = Ending(
        State.FINISHED,
        Status(result.status),
        Verdict(result.verdict),
        events,
        checks=storable(result.checks),
        observations=storable(result.observations),
        outcome=storable(result.outcome),
    )
    return {
        "status": ending.status.value,
        "verdict": ending.verdict.value,
        "collisions": ending.collisions,
        "checks": ending.checks,
        "observations": ending.observations,
        "outcome": ending.outcome,
        "events": ending.events,
    }
