"""Judging again what was judged by an earlier version of an exercise: looked at first, and only then applied."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from tutor.attempts.models.answers import Attempt, Explanation
from tutor.attempts.models.runs import Run
from tutor.people.models import Classroom


class Stage(models.TextChoices):
    """How far a regrade is."""

    JUDGING = "judging"
    READY = "ready"
    APPLIED = "applied"
    CANCELLED = "cancelled"
    # The exercise changed meanwhile, so what was found is worth nothing.
    OUTDATED = "outdated"


UNDER_WAY = (Stage.JUDGING, Stage.READY)


class Change(models.TextChoices):
    """What judging again does to a learner."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    # Neither: another belief is named, or a check says it in other words.
    OTHER = "other"


class Fate(models.TextChoices):
    """What became of one judgement."""

    WAITING = "waiting"
    JUDGING = "judging"
    JUDGED = "judged"
    # Our fault: it could not be judged, so it stays as it was.
    BROKEN = "broken"
    APPLIED = "applied"
    # It would have lowered somebody, and the instructor did not want that.
    SPARED = "spared"
    # The learner has gone on since it was looked at.
    MOVED = "moved"


class Regrade(models.Model):
    """One exercise of one class, judged again with the version whose hash this is."""

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="regrades")
    exercise_id = models.CharField(max_length=40)
    exercise_hash = models.CharField(max_length=64)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.JUDGING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now, editable=False)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "exercise_id"],
                condition=models.Q(stage__in=UNDER_WAY),
                name="regrade_one_under_way_per_exercise",
            ),
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="regrade_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} regrade of {self.exercise_id}"


class Rejudgement(models.Model):
    """One run or explanation judged again. ``before`` is kept for ever: what was said once is never lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="items")
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="rejudgements")
    step_id = models.CharField(max_length=40)
    run = models.ForeignKey(Run, models.CASCADE, null=True, related_name="rejudgements")
    explanation = models.ForeignKey(Explanation, models.CASCADE, null=True, related_name="rejudgements")
    # The attempt's newest run when it was looked at; one with a higher number means that the learner has gone on.
    newest = models.PositiveIntegerField(default=0)
    fate = models.CharField(max_length=10, choices=Fate, default=Fate.WAITING)
    change = models.CharField(max_length=10, choices=Change, default=Change.SAME)
    # Until when the worker that took it has it.
    claimed_until = models.DateTimeField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(run__isnull=True, explanation__isnull=False)
                | models.Q(run__isnull=False, explanation__isnull=True),
                name="rejudgement_of_one_thing",
            ),
            models.CheckConstraint(condition=models.Q(fate__in=Fate.values), name="rejudgement_fate_known"),
            models.CheckConstraint(condition=models.Q(change__in=Change.values), name="rejudgement_change_known"),
        ]
        indexes = [models.Index(fields=["regrade", "fate"], name="rejudgement_by_fate")]

    def __str__(self) -> str:
        return f"{self.fate} judgement of {self.run_id or self.explanation_id}"
