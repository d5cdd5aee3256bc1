"""Finds runs that nobody looks after any more: their worker is gone, their deadline has passed, or their message is."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from tutor.attempts import streams
from tutor.attempts.clocks import FORGOTTEN
from tutor.attempts.endings import LOST, REQUEUED, our_fault
from tutor.attempts.heartbeats import is_gone
from tutor.attempts.lifecycle import finish, release
from tutor.attempts.models import Run
from tutor.attempts.queueing import enqueue, messages_waiting, send
from tutor.attempts.regrading import judging
from tutor.attempts.states import State
from tutor.connections import redis_client

# A run gets a second worker, not a third: a program that takes its worker down would take them all.
TRIES = 2


def sweep() -> int:
    """Look after every forgotten run and regrade once; returns how many runs there were."""
    orphans = [run for run in Run.objects.filter(state=State.RUNNING).select_related("attempt") if _orphaned(run)]
    for run in orphans:
        _rescue(run)
    forgotten = len(orphans) + _resend_forgotten()
    judging.sweep()
    return forgotten


def _orphaned(run: Run) -> bool:
    late = run.deadline is not None and run.deadline < timezone.now()
    return late or is_gone(redis_client(), run.worker)


def _rescue(run: Run) -> None:
    if run.tries < TRIES:
        if release(run):
            run.refresh_from_db()
            enqueue(run, reason=REQUEUED)
        return
    finish(run, State.RUNNING, our_fault(streams.read(redis_client(), run.pk), LOST, State.LOST))


def _resend_forgotten() -> int:
    long_ago = timezone.now() - timedelta(seconds=FORGOTTEN)
    forgotten = Q(state=State.QUEUED, enqueued__lt=long_ago)
    # While the broker holds messages the queue is only long, and more messages would make it longer.
    if not Run.objects.filter(forgotten).exists() or messages_waiting():
        return 0
    runs = list(Run.objects.filter(forgotten).order_by("enqueued"))
    for run in runs:
        Run.objects.filter(pk=run.pk, state=State.QUEUED).update(enqueued=timezone.now())
        send(run)
    return len(runs)
