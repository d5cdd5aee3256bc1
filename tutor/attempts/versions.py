"""The history of a draft: earlier texts of a file, to look at and to bring back."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.utils import timezone

from tutor.attempts.access import Place
from tutor.attempts.models import Draft, DraftVersion

# Saves that follow each other within this are one stretch of typing and become one version …
STRETCH = timedelta(seconds=30)
# … but no stretch is longer than this, or an hour of steady typing would have no history.
LONGEST_STRETCH = timedelta(minutes=3)
# Of one file; the oldest go first. At three minutes each this is a day of typing.
KEPT = 200


def keep(draft: Draft, *, anew: bool = False) -> None:
    """Remember a draft as it is now; ``anew`` when it continues another text than the newest version."""
    now = timezone.now()
    newest = draft.versions.order_by("-revision").first()
    if newest and not anew and now - newest.saved < STRETCH and now - newest.began < LONGEST_STRETCH:
        newest.revision, newest.content, newest.saved = draft.revision, draft.content, now
        newest.save(update_fields=["revision", "content", "saved"])
        return
    DraftVersion.objects.create(draft=draft, revision=draft.revision, content=draft.content, began=now, saved=now)
    _forget_oldest(draft)


def keep_aside(draft: Draft, content: str) -> int:
    """Remember a text that the draft was chosen over, then the draft again; returns the draft's new revision."""
    chosen = draft.content
    for text in (content, chosen):
        draft.revision, draft.content = draft.revision + 1, text
        keep(draft, anew=True)
    draft.save(update_fields=["revision"])
    return draft.revision


def _forget_oldest(draft: Draft) -> None:
    old = draft.versions.order_by("-revision").values_list("pk", flat=True)[KEPT:]
    DraftVersion.objects.filter(pk__in=list(old)).delete()


def of(place: Place, path: str) -> list[dict[str, object]]:
    """Return the versions of one file, newest first, without their texts."""
    rows = DraftVersion.objects.filter(
        draft__attempt=place.attempt, draft__step_id=place.step.id, draft__path=path
    ).order_by("-revision")
    return [
        {"id": pk, "revision": revision, "saved": saved.isoformat()}
        for pk, revision, saved in rows.values_list("pk", "revision", "saved")
    ]


def content(place: Place, version_id: int) -> str:
    """Return one version's text; raises Http404 for one of another step or person."""
    owned = DraftVersion.objects.filter(draft__attempt=place.attempt, draft__step_id=place.step.id)
    return get_object_or_404(owned, pk=version_id).content
