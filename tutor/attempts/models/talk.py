"""What learners and teachers say to each other about one step."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tutor.attempts.models.answers import Attempt
from tutor.attempts.models.runs import Run


class Hand(models.Model):
    """A learner asks for help: the code and the run as they were then, until somebody lowers it."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="hands")
    step_id = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    files = models.JSONField(default=dict)
    run = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="+")
    raised = models.DateTimeField(default=timezone.now, editable=False)
    lowered = models.DateTimeField(null=True, blank=True)
    lowered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=models.Q(lowered__isnull=True), name="hand_one_up_per_attempt"
            )
        ]

    def __str__(self) -> str:
        return f"hand at {self.step_id}"


class Comment(models.Model):
    """Words about a step, or about one line of it; ``quoted`` is that line as it read when it was commented on."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="comments")
    step_id = models.CharField(max_length=40)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    # Instead of a text: what `tutor.attempts.regrading.telling` makes a sentence of, in the reader's language.
    facts = models.JSONField(null=True)
    path = models.CharField(max_length=200, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    quoted = models.CharField(max_length=200, blank=True)
    written = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(path="", line__isnull=True) | (~models.Q(path="") & models.Q(line__gte=1)),
                name="comment_line_with_its_file",
            )
        ]

    def __str__(self) -> str:
        return f"comment on {self.step_id}"
