"""Attempts, and what a learner said before and after seeing."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tutor.attempts.models.immutable import Immutable
from tutor.people.models import Classroom


class Attempt(models.Model):
    """A learner's whole dealing with one exercise in one class."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="attempts")
    exercise_id = models.CharField(max_length=40)
    # Where the learner is, and since when: this is how a teacher sees who is stuck.
    current_step = models.CharField(max_length=40, blank=True)
    current_since = models.DateTimeField(default=timezone.now)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "classroom", "exercise_id"], name="attempt_once_per_exercise")
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} on {self.exercise_id}"


class Prediction(Immutable):
    """What a learner committed to before a run: ``answers`` maps observation to choice and confidence."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="predictions")
    step_id = models.CharField(max_length=40)
    answers = models.JSONField()
    exercise_hash = models.CharField(max_length=64)
    committed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "step_id"], name="prediction_once_per_step")]


class Explanation(Immutable):
    """The mechanism a learner chose, and why in their own words."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="explanations")
    step_id = models.CharField(max_length=40)
    choice = models.CharField(max_length=40)
    correct = models.BooleanField()
    text = models.TextField()
    exercise_hash = models.CharField(max_length=64)
    committed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "step_id"], name="explanation_once_per_step")]
