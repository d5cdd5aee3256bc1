"""Plays one run in a worker: claim the row, execute the step, write down how it ended."""

import asyncio
import logging
from functools import partial

import redis.asyncio

from sandbox import Sandbox, SandboxError
from sandbox.judge.rules import Answer
from tutor.attempts import streams
from tutor.attempts.clocks import TASK_MARGIN
from tutor.attempts.endings import BROKEN, Ending, our_fault, stopped
from tutor.attempts.event_writer import EventWriter, storable
from tutor.attempts.execution import Result, execute
from tutor.attempts.lifecycle import claim, finish
from tutor.attempts.models import Run
from tutor.attempts.predictions import answers_of
from tutor.attempts.states import State, Status, Verdict
from tutor.attempts.streams import Event, OvertakenError, RunId
from tutor.attempts.worker import RunStoppedError, Worker
from tutor.catalog.courses import RunnableStep, course
from tutor.connections import redis_client
from tutor.people import bell

logger = logging.getLogger(__name__)


def play_run(run_id: RunId, worker: Worker) -> None:
    """Play a run that is still queued. Whatever happens ends in the row, ours included; mistakes of ours also raise."""
    run = Run.objects.select_related("attempt__classroom", "submission").filter(pk=run_id, state=State.QUEUED).first()
    if run is None or not claim(run, worker.name, run.limit_seconds):
        return
    bell.ring(run.attempt.classroom_id, run.learner_id)
    story: list[Event] = []
    try:
        story += streams.read(redis_client(), run.pk)
        ending = _played(run, worker, story)
    except OvertakenError:
        logger.warning("run %s was taken from this worker; its result is dropped", run.pk)
        return
    except BaseException:
        finish(run, State.RUNNING, our_fault(story, BROKEN))
        raise
    finish(run, State.RUNNING, ending)


def _played(run: Run, worker: Worker, story: list[Event]) -> Ending:
    try:
        result = worker.run(run.pk, partial(_perform, run, answers_of(run.attempt_id, run.step_id), story))
    except RunStoppedError:
        return stopped(story)
    except (SandboxError, TimeoutError):
        logger.exception("the sandbox failed run %s", run.pk)
        return our_fault(story, BROKEN)
    return Ending(
        State.FINISHED,
        Status(result.status),
        Verdict(result.verdict),
        story,
        checks=storable(result.checks),
        observations=storable(result.observations),
        outcome=storable(result.outcome),
    )


async def _perform(
    run: Run,
    answers: dict[str, Answer] | None,
    story: list[Event],
    sandbox: Sandbox,
    client: "redis.asyncio.Redis",
) -> Result:
    exercise = course(run.attempt.classroom.course_id).exercise(run.attempt.exercise_id)
    step = exercise.step(run.step_id)
    assert isinstance(step, RunnableStep)
    async with (
        EventWriter(client, run.pk, story) as writer,
        # A sandbox that hangs has to be our fault before the sweeper makes it a lost worker.
        asyncio.timeout(run.limit_seconds + TASK_MARGIN),
    ):
        return await execute(
            exercise,
            step,
            run.submission.files,
            answers,
            sandbox=sandbox,
            emit=writer.emit,
            latency_ms=run.latency_ms,
        )
