"""The messages of the queue, and the worker process's beginning and end."""

from uuid import UUID

from celery.exceptions import Reject
from celery.signals import worker_init, worker_shutdown

from tutor.attempts.playing import play_run
from tutor.attempts.regrading.judging import judge_next
from tutor.attempts.worker import Worker
from tutor.celery import app

worker = Worker()


@worker_init.connect
def _start(**_: object) -> None:
    worker.start()


@worker_shutdown.connect
def _stop(**_: object) -> None:
    worker.stop()


@app.task(name="attempts.play")
def play(run_id: str) -> None:
    """Play a run in this worker, if it is still queued; a worker that may not take it puts it back for another one."""
    if not worker.is_sound():
        raise Reject("the sandbox is weaker than it has to be", requeue=True)
    play_run(UUID(run_id), worker)


@app.task(name="attempts.rejudge")
def rejudge(regrade_id: int) -> None:
    """Judge the next thing of a regrade in this worker; what a worker may not take the sweeper sends again."""
    if worker.is_sound():
        judge_next(regrade_id, worker)
