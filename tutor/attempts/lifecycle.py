"""A run's way from queued to its end. Every move is a compare-and-swap on the row: who comes too late walks away."""

import uuid
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from redis.exceptions import RedisError

from tutor.attempts import streams
from tutor.attempts.clocks import CANCEL_KEPT, DEADLINE_MARGIN
from tutor.attempts.endings import Ending, stopped
from tutor.attempts.models import Run
from tutor.attempts.states import State
from tutor.attempts.streams import Event, RunId
from tutor.connections import redis_client
from tutor.people import bell


def claim(run: Run, worker: str, limit_seconds: float) -> bool:
    """Take a queued run for this worker, until its deadline; False when another was quicker or it was cancelled."""
    run.claim = uuid.uuid4()
    run.deadline = timezone.now() + timedelta(seconds=limit_seconds + DEADLINE_MARGIN)
    return _swap(
        run.pk, State.QUEUED, None, state=State.RUNNING, worker=worker, claim=run.claim, deadline=run.deadline,
        tries=F("tries") + 1,
    )  # fmt: skip


def release(run: Run) -> bool:
    """Take a running run away from its worker and queue it again; False when it has ended meanwhile."""
    return _swap(
        run.pk, State.RUNNING, run.claim, state=State.QUEUED, worker="", claim=None, deadline=None,
        enqueued=timezone.now(),
    )  # fmt: skip


def finish(run: Run, expected: State, ending: Ending) -> bool:
    """Write how a run ended, if it is still in ``expected`` and under the same claim; then let its readers know."""
    written = _swap(
        run.pk, expected, run.claim,
        state=ending.state, status=ending.status, verdict=ending.verdict, collisions=ending.collisions,
        finished=timezone.now(), checks=ending.checks, observations=ending.observations, outcome=ending.outcome,
        events=ending.events,
    )  # fmt: skip
    if written:
        _publish(run.pk, ending.events)
        bell.ring(run.attempt.classroom_id, run.learner_id)
    return written


def cancel(run: Run) -> None:
    """Stop a run: at once while it waits, by asking its worker while it runs. A run that has ended stays as it is."""
    client = redis_client()
    if not finish(run, State.QUEUED, stopped(streams.read(client, run.pk))):
        client.set(cancel_key(run.pk), 1, ex=int(CANCEL_KEPT))


def cancel_key(run_id: RunId) -> str:
    """Return the name under which a worker finds that its run is to be stopped."""
    return f"run:{run_id}:cancel"


def _swap(run_id: RunId, expected: State, token: uuid.UUID | None, /, **changes: object) -> bool:
    return Run.objects.filter(pk=run_id, state=expected, claim=token).update(**changes) == 1


def _publish(run_id: RunId, events: list[Event]) -> None:
    """Put into the stream what it lacks. The row has it all, so a Redis that is away only delays readers."""
    client = redis_client()
    try:
        last = streams.last_seq(client, run_id)
        if rest := [event for event in events if event["seq"] > last]:
            streams.append(client, run_id, rest)
        streams.expire(client, run_id)
    except (RedisError, streams.OvertakenError):
        return
