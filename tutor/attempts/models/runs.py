"""One execution of a submission. The row is the truth; a message carries only its id."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tutor.attempts.models.answers import Attempt
from tutor.attempts.models.files import Submission
from tutor.attempts.states import IN_FLIGHT, State, Status, Verdict


class Run(models.Model):
    """A submission being executed, or how that ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="runs")
    # The attempt's learner once more, because a constraint cannot look through a join.
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="runs")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="runs")
    step_id = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    key = models.UUIDField()
    latency_ms = models.PositiveSmallIntegerField(default=0)
    exercise_hash = models.CharField(max_length=64)
    environment = models.CharField(max_length=40)
    # How long what it runs can last at most, as the step said then; the clocks around it start from here.
    limit_seconds = models.FloatField()

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    status = models.CharField(max_length=20, choices=Status, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.NONE)
    collisions = models.PositiveSmallIntegerField(default=0)

    created = models.DateTimeField(default=timezone.now, editable=False)
    enqueued = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True)
    # Who executes it, by which claim, until when; only the holder of the claim may finish the run.
    tries = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)
    claim = models.UUIDField(null=True)
    deadline = models.DateTimeField(null=True)

    outcome = models.JSONField(default=dict)
    checks = models.JSONField(default=list)
    observations = models.JSONField(default=list)
    events = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "key"], name="run_once_per_key"),
            models.UniqueConstraint(fields=["attempt", "number"], name="run_number_once_per_attempt"),
            models.UniqueConstraint(
                fields=["learner"], condition=Q(state__in=IN_FLIGHT), name="run_one_in_flight_per_learner"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="run_state_known"),
            models.CheckConstraint(condition=Q(status__in=["", *Status.values]), name="run_status_known"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="run_verdict_known"),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING) | Q(claim__isnull=False, deadline__isnull=False),
                name="run_running_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=IN_FLIGHT, finished__isnull=True, status="", verdict=Verdict.NONE)
                | (~Q(state__in=IN_FLIGHT) & Q(finished__isnull=False) & ~Q(status="")),
                name="run_ends_with_its_ending",
            ),
        ]
        indexes = [models.Index(fields=["state", "enqueued"], condition=Q(state__in=IN_FLIGHT), name="run_in_flight")]

    def __str__(self) -> str:
        return f"run {self.number} of attempt {self.attempt_id}: {self.state}"

    @property
    def in_flight(self) -> bool:
        """Whether it may still bring events."""
        return self.state in IN_FLIGHT
