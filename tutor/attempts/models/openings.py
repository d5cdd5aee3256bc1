"""When a class may work on an exercise. An exercise without a row is open, and its solution comes with passing."""

from django.db import models

from tutor.people.models import Classroom


class Opening(models.Model):
    """The dates of one exercise in one class; an empty date never comes."""

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="openings")
    exercise_id = models.CharField(max_length=40)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    solution_opens = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "exercise_id"], name="opening_once_per_exercise"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens"))
                | models.Q(opens__isnull=True)
                | models.Q(closes__isnull=True),
                name="opening_before_closing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise_id} in {self.classroom_id}"
