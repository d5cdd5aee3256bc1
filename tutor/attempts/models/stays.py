"""How long learners were on a step, all visits together."""

from django.db import models

from tutor.attempts.models.answers import Attempt


class Stay(models.Model):
    """Seconds that one learner spent on one step; the visit that still goes on is in the attempt."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="stays")
    step_id = models.CharField(max_length=40)
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "step_id"], name="stay_once_per_step")]

    def __str__(self) -> str:
        return f"{self.seconds} s on {self.step_id}"
