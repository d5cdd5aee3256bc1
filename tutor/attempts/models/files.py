"""Code on its way: drafts while it is typed, submissions once it was sent."""

import hashlib
import json

from django.db import models
from django.utils import timezone

from tutor.attempts.models.answers import Attempt
from tutor.attempts.models.immutable import Immutable

# Enough of the hash for a person to tell two versions apart.
SHOWN_DIGITS = 12


class Draft(models.Model):
    """The unsent text of one file; ``revision`` counts its saves, so a stale tab cannot overwrite a newer text."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="drafts")
    step_id = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    content = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "step_id", "path"], name="draft_once_per_file"),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="draft_revision_from_one"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.path}, revision {self.revision}"


class DraftVersion(models.Model):
    """A draft's text as it was at one revision; versions within one stretch of typing are one."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    content = models.TextField(blank=True)
    # When this stretch of typing began, and its last save.
    began = models.DateTimeField(default=timezone.now)
    saved = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "revision"], name="draft_version_once_per_revision")]

    def __str__(self) -> str:
        return f"revision {self.revision} of {self.draft_id}"


class Submission(Immutable):
    """Files as they were sent for a run; the same files sent again are the same submission."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="submissions")
    step_id = models.CharField(max_length=40)
    files = models.JSONField()
    content_hash = models.CharField(max_length=64)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "step_id", "content_hash"], name="submission_once_per_content")
        ]

    @property
    def version(self) -> str:
        """The short name of this version, as a page shows it."""
        return self.content_hash[:SHOWN_DIGITS]


def content_hash(files: dict[str, str]) -> str:
    """Return the SHA-256 of files, independent of their order."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
