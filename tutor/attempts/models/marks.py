"""How an explanation was marked against its rubric: by the learner, and by a teacher."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tutor.attempts.models.answers import Explanation


class SelfMarks(models.Model):
    """The rubric's lines, counted from 1, of which a learner says that their text has them."""

    explanation = models.OneToOneField(Explanation, models.CASCADE, related_name="self_marks")
    lines = models.JSONField()
    marked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{len(self.lines)} lines of explanation {self.explanation_id}"


class Review(models.Model):
    """How a teacher marked an explanation. ``revision`` counts the saves; 0 is a claim on which nothing was saved."""

    explanation = models.OneToOneField(Explanation, models.CASCADE, related_name="review")
    lines = models.JSONField(default=list)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    # Whoever has it on their screen, so that two people do not read the same text.
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revision=0, reviewed_at__isnull=True)
                | models.Q(revision__gte=1, reviewed_at__isnull=False),
                name="review_saved_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"review {self.revision} of explanation {self.explanation_id}"
