"""Asking for a run: the submission and the queued row in one transaction, the message after it."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tutor.attempts.access import Place
from tutor.attempts.bodies import FILES_BYTES, RunBody
from tutor.attempts.drafts import require_editable
from tutor.attempts.models import Run, Submission
from tutor.attempts.models.files import content_hash
from tutor.attempts.queueing import enqueue
from tutor.attempts.states import IN_FLIGHT
from tutor.catalog.courses import RunnableStep, observations_of
from tutor.json_api import RefusedError
from tutor.people import bell
from tutor.people.models import User

NOT_RUNNABLE = _("There is nothing to run in this step.")
PREDICT_FIRST = _("Commit your prediction first: what you expect is worth most before you have seen it.")
IN_FLIGHT_ALREADY = _("One of your runs is still going. Wait for it or stop it, then run again.")
TOO_MUCH_CODE = format_lazy(
    _("This is more than {size} KiB of code. Shorten it and run again."), size=FILES_BYTES // 1024
)


def ask(place: Place, body: RunBody) -> tuple[Run, bool]:
    """Return the run for this request and whether it is new; raises :class:`RefusedError`."""
    if not isinstance(place.step, RunnableStep):
        raise RefusedError(422, NOT_RUNNABLE)
    files = _complete(place.step, body.files)
    with transaction.atomic():
        # One learner's requests one after the other: numbers have no gaps, and two tabs cannot both start a run.
        User.objects.select_for_update(no_key=True).get(pk=place.attempt.learner_id)
        if known := _known(place, body.key):
            return known, False
        _require_free(place)
        return _record(place, place.step, files, body), True


def as_json(run: Run) -> dict[str, object]:
    """Return what a page shows of a run (RUN in the interface)."""
    return {
        "id": str(run.pk),
        "step": run.step_id,
        "state": run.state,
        "status": run.status or None,
        "verdict": run.verdict,
        "version": run.submission.version,
        "created": run.created.isoformat(),
        "number": run.number,
    }


def latest(place: Place) -> Run | None:
    """Return the newest run of a step, without its events."""
    runs = place.attempt.runs.select_related("submission").defer("events", "submission__files")
    return runs.filter(step_id=place.step.id).order_by("-number").first()


def _complete(step: RunnableStep, sent: dict[str, str]) -> dict[str, str]:
    for path in sent:
        require_editable(step, path)
    if sum(len(content.encode()) for content in sent.values()) > FILES_BYTES:
        raise RefusedError(413, TOO_MUCH_CODE)
    return {file.path: sent.get(file.path, file.content) for file in step.files if file.editable}


def _known(place: Place, key: UUID) -> Run | None:
    return place.attempt.runs.select_related("submission").filter(key=key).first()


def _require_free(place: Place) -> None:
    if observations_of(place.step) and not place.attempt.predictions.filter(step_id=place.step.id).exists():
        raise RefusedError(409, PREDICT_FIRST)
    going = Run.objects.select_related("submission").filter(learner_id=place.attempt.learner_id, state__in=IN_FLIGHT)
    if run := going.first():
        raise RefusedError(409, IN_FLIGHT_ALREADY, run=as_json(run))


def _record(place: Place, step: RunnableStep, files: dict[str, str], body: RunBody) -> Run:
    submission, _ = Submission.objects.get_or_create(
        attempt=place.attempt, step_id=step.id, content_hash=content_hash(files), defaults={"files": files}
    )
    newest = place.attempt.runs.aggregate(number=Max("number"))["number"] or 0
    run = Run.objects.create(
        attempt=place.attempt,
        learner_id=place.attempt.learner_id,
        submission=submission,
        step_id=step.id,
        number=newest + 1,
        key=body.key,
        latency_ms=body.latency_ms,
        exercise_hash=place.exercise.hash,
        environment=place.exercise.environment,
        limit_seconds=step.longest_seconds,
    )
    # When the broker is away the row waits, and the sweeper sends it later.
    transaction.on_commit(lambda: enqueue(run), robust=True)
    bell.ring(place.attempt.classroom_id, place.attempt.learner_id)
    return run
