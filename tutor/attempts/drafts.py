"""What a learner is typing, saved with every pause; a stale tab is told instead of overwriting."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tutor.attempts import versions
from tutor.attempts.access import Place
from tutor.attempts.bodies import DraftBody
from tutor.attempts.models import Attempt, Draft
from tutor.catalog.courses import RunnableStep, Step
from tutor.json_api import RefusedError
from tutor.people import bell

STALE = _(
    "This file was changed in another tab or on another device. Nothing is lost: that version and yours are both here."
)


@dataclass(frozen=True)
class OpenFile:
    """A file as the editor opens it: the draft if there is one (``revision`` from 1), else the starter (0)."""

    path: str
    content: str
    editable: bool
    revision: int

    def as_json(self) -> dict[str, object]:
        """Return it as the page's script takes it."""
        return asdict(self)


def open_files(attempt: Attempt, step: RunnableStep) -> list[OpenFile]:
    """Return the step's files with the learner's drafts in place of the starters."""
    rows = attempt.drafts.filter(step_id=step.id) if step.editable_paths else ()
    drafts = {draft.path: draft for draft in rows}
    files = []
    for file in step.files:
        draft = drafts.get(file.path) if file.editable else None
        content, revision = (draft.content, draft.revision) if draft else (file.content, 0)
        files.append(OpenFile(file.path, content, file.editable, revision))
    return files


def save(place: Place, body: DraftBody) -> int:
    """Save a file typed on ``base_revision`` and return its new revision; raises :class:`RefusedError`."""
    require_editable(place.step, body.path)
    file = {"attempt": place.attempt, "step_id": place.step.id, "path": body.path}
    if body.aside:
        return _set_aside(file, body)
    if body.base_revision == 0:
        saved = _create(file, body.content)
        bell.ring(place.attempt.classroom_id, place.attempt.learner_id)
    else:
        saved = _replace(file, body)
    if not saved:
        return _same_or_stale(file, body.content)
    versions.keep(Draft.objects.get(**file), anew=body.replaces)
    return body.base_revision + 1


def _create(file: dict[str, object], content: str) -> bool:
    try:
        with transaction.atomic():
            Draft.objects.create(**file, content=content)
    except IntegrityError:
        return False
    return True


def _replace(file: dict[str, object], body: DraftBody) -> bool:
    newest = Draft.objects.filter(**file, revision=body.base_revision)
    return newest.update(content=body.content, revision=F("revision") + 1, saved=timezone.now()) == 1


def _set_aside(file: dict[str, object], body: DraftBody) -> int:
    """Keep the text of a tab that takes the newer one, below that in the history."""
    with transaction.atomic():
        newest = Draft.objects.select_for_update().filter(**file).first()
        if newest is None or newest.revision != body.base_revision:
            raise _stale(newest)
        return versions.keep_aside(newest, body.content)


def _same_or_stale(file: dict[str, object], content: str) -> int:
    newest = Draft.objects.filter(**file).first()
    if newest is not None and newest.content == content:
        # A save that was repeated because its answer got lost.
        return newest.revision
    raise _stale(newest)


def _stale(newest: Draft | None) -> RefusedError:
    return RefusedError(409, STALE, revision=newest.revision if newest else 0, content=newest.content if newest else "")


def require_editable(step: Step, path: str) -> None:
    """Refuse a path that learners do not write in this step."""
    if not isinstance(step, RunnableStep):
        raise RefusedError(422, gettext("This step has no files to change."))
    if path not in step.editable_paths:
        shown = path if len(path) <= 60 else f"{path[:60]}…"
        allowed = ", ".join(sorted(step.editable_paths)) or gettext("none")
        fixed = gettext("“{path}” is not a file you can change in this step. Files you can change: {allowed}.")
        raise RefusedError(422, fixed.format(path=shown, allowed=allowed))
