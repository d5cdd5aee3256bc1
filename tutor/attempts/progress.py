"""Gathers what is recorded of learners and steps, in six queries however many there are."""

from collections import defaultdict

from django.db.models import Count, Q, QuerySet

from tutor.attempts.cells import Facts
from tutor.attempts.models import Attempt, Draft, Explanation, Prediction, Run
from tutor.attempts.states import IN_FLIGHT, State, Status, Verdict
from tutor.catalog.courses import step_key

# Learner and step ("1.2/fix").
Key = tuple[int, str]

JUDGED = Q(state=State.FINISHED) & ~Q(status=Status.OUR_FAULT)


def facts(classroom_id: int, learners: list[int] | None = None) -> dict[Key, Facts]:
    """Return the facts by learner and step; a pair without a row has none. ``learners=None`` means everyone."""
    attempts = Attempt.objects.filter(classroom_id=classroom_id)
    if learners is not None:
        attempts = attempts.filter(learner_id__in=learners)
    gathering = _Gathering()
    gathering.attempts_of(attempts)
    whose = Q(attempt__in=gathering.whose) if learners is not None else Q(attempt__classroom=classroom_id)
    gathering.answers(whose)
    gathering.runs(whose)
    return dict(gathering.facts)


class _Gathering:
    """Plain tuples instead of rows: a lecture hall has tens of thousands of them."""

    def __init__(self) -> None:
        self.whose: dict[int, tuple[int, str]] = {}
        self.facts: defaultdict[Key, Facts] = defaultdict(Facts)

    def attempts_of(self, attempts: QuerySet[Attempt]) -> None:
        found = attempts.values_list("pk", "learner_id", "exercise_id", "current_step", "current_since")
        for pk, learner_id, exercise_id, step_id, since in found:
            self.whose[pk] = (learner_id, exercise_id)
            if step_id:
                self._of(pk, step_id).here_since = since

    def answers(self, whose: Q) -> None:
        for attempt_id, step_id in Prediction.objects.filter(whose).values_list("attempt_id", "step_id"):
            self._of(attempt_id, step_id).predicted = True
        for attempt_id, step_id, correct in Explanation.objects.filter(whose).values_list(
            "attempt_id", "step_id", "correct"
        ):
            self._of(attempt_id, step_id).explained = correct
        for attempt_id, step_id in Draft.objects.filter(whose).values_list("attempt_id", "step_id").distinct():
            self._of(attempt_id, step_id).drafted = True

    def runs(self, whose: Q) -> None:
        counted = Run.objects.filter(whose).values_list("attempt_id", "step_id").annotate(
            judged=Count("pk", filter=JUDGED),
            passed=Count("pk", filter=Q(verdict=Verdict.PASSED)),
            going=Count("pk", filter=Q(state__in=IN_FLIGHT)),
        )  # fmt: skip
        for attempt_id, step_id, judged, passed, going in counted:
            found = self._of(attempt_id, step_id)
            found.runs, found.passed, found.in_flight = judged, bool(passed), bool(going)
        newest = Run.objects.filter(whose & JUDGED).order_by("attempt_id", "step_id", "-number")
        for attempt_id, step_id, verdict, collisions in newest.distinct("attempt_id", "step_id").values_list(
            "attempt_id", "step_id", "verdict", "collisions"
        ):
            found = self._of(attempt_id, step_id)
            found.verdict, found.collisions = verdict, collisions

    def _of(self, attempt_id: int, step_id: str) -> Facts:
        # An attempt that began between two of these queries is in the next picture.
        learner_id, exercise_id = self.whose.get(attempt_id, (0, ""))
        return self.facts[learner_id, step_key(exercise_id, step_id)]
