"""Where a learner is, since when, and how long they were elsewhere."""

from django.db.models import Aggregate, F, FloatField
from django.utils import timezone

from tutor.attempts.models import Attempt, Stay
from tutor.catalog.courses import step_key
from tutor.people import bell
from tutor.people.models import Classroom, Role

# A longer visit was a closed laptop.
LONGEST_VISIT = 45 * 60


class Median(Aggregate):
    """PostgreSQL's continuous median."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def arrive(attempt: Attempt, step_id: str) -> None:
    """Note that the learner opened a step; a reload of the same one changes nothing."""
    if attempt.current_step == step_id:
        return
    now = timezone.now()
    if attempt.current_step:
        seconds = min(int((now - attempt.current_since).total_seconds()), LONGEST_VISIT)
        stay, _ = Stay.objects.get_or_create(attempt=attempt, step_id=attempt.current_step)
        Stay.objects.filter(pk=stay.pk).update(seconds=F("seconds") + seconds)
    attempt.current_step, attempt.current_since = step_id, now
    attempt.save(update_fields=["current_step", "current_since"])
    bell.ring(attempt.classroom_id, attempt.learner_id)


def medians(classroom: Classroom) -> dict[str, float]:
    """Return the class's usual time on each step that anybody has left, in seconds, by step key."""
    students = Stay.objects.filter(
        attempt__classroom=classroom,
        attempt__learner__memberships__classroom=classroom,
        attempt__learner__memberships__role=Role.STUDENT,
    )
    found = students.values_list("attempt__exercise_id", "step_id").annotate(usual=Median("seconds"))
    return {step_key(exercise_id, step_id): usual for exercise_id, step_id, usual in found.order_by()}
