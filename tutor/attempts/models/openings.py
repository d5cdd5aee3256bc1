"""When a class may work on an exercise, and see its solution. One without a row is open."""

from django.core.validators import MinValueValidator
from django.db import models

from tutor.people.models import Classroom

# Whoever has had so many different versions of their code judged has tried.
TRIES = 5


class Opening(models.Model):
    """The dates of one exercise in one class; an empty date never comes.

    Whoever passes may see the solution, and where ``solution_after`` is set, whoever has failed with so many versions.
    """

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="openings")
    exercise_id = models.CharField(max_length=40)
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    solution_opens = models.DateTimeField(null=True, blank=True)
    solution_after = models.PositiveSmallIntegerField(
        null=True, blank=True, default=TRIES, validators=[MinValueValidator(1)]
    )

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
