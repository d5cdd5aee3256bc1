"""How a learner marked their own explanation against the rubric."""

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
