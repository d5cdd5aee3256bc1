"""One predict step put to a whole class: a vote, a talk with one's neighbour, a second vote."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tutor.people.models import Classroom


class Phase(models.TextChoices):
    """How far a vote is; each phase is followed by the next."""

    OPEN = "open"
    SHOWN = "shown"
    AGAIN = "again"
    COMPARED = "compared"
    OVER = "over"


class Vote(models.Model):
    """A step under vote. The first answers are the students' predictions; the second ones are kept here."""

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="votes")
    exercise_id = models.CharField(max_length=40)
    step_id = models.CharField(max_length=40)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.OPEN)
    opened = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom"], condition=~models.Q(phase=Phase.OVER), name="vote_one_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="vote_phase_known"),
        ]

    def __str__(self) -> str:
        return f"{self.phase} vote on {self.exercise_id}/{self.step_id}"


class Revote(models.Model):
    """What a student answers the second time, after talking about it."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="revotes")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answers = models.JSONField()
    committed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "learner"], name="revote_once")]

    def __str__(self) -> str:
        return f"second answer in vote {self.vote_id}"
