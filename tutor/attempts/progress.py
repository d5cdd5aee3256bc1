"""Gathers what is recorded of learners and steps, in six queries however many there are."""

from collections import defaultdict

from django.db.models import Count, Q

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
    rows = {attempt.pk: attempt for attempt in attempts}
    return _Gathering(rows).gather(Q(attempt__in=rows) if learners is not None else Q(attempt__classroom=classroom_id))


class _Gathering:
    def __init__(self, attempts: dict[int, Attempt]) -> None:
        self.attempts = attempts
        self.facts: defaultdict[Key, Facts] = defaultdict(Facts)

    def gather(self, whose: Q) -> dict[Key, Facts]:
        for attempt in self.attempts.values():
            if attempt.current_step:
                self._of(attempt.pk, attempt.current_step).here_since = attempt.current_since
        self._answers(whose)
        self._runs(whose)
        return dict(self.facts)

    def _of(self, attempt_id: int, step_id: str) -> Facts:
        attempt = self.attempts.get(attempt_id)
        # An attempt that began between two of these queries is in the next picture.
        return self.facts[attempt.learner_id, step_key(attempt.exercise_id, step_id)] if attempt else Facts()

    def _answers(self, whose: Q) -> None:
        for attempt_id, step_id in Prediction.objects.filter(whose).values_list("attempt_id", "step_id"):
            self._of(attempt_id, step_id).predicted = True
        for attempt_id, step_id, correct in Explanation.objects.filter(whose).values_list(
            "attempt_id", "step_id", "correct"
        ):
            self._of(attempt_id, step_id).explained = correct
        for attempt_id, step_id in Draft.objects.filter(whose).values_list("attempt_id", "step_id").distinct():
            self._of(attempt_id, step_id).drafted = True

    def _runs(self, whose: Q) -> None:
        counted = Run.objects.filter(whose).values("attempt_id", "step_id").annotate(
            judged=Count("pk", filter=JUDGED),
            passed=Count("pk", filter=Q(verdict=Verdict.PASSED)),
            going=Count("pk", filter=Q(state__in=IN_FLIGHT)),
        )  # fmt: skip
        for row in counted:
            found = self._of(row["attempt_id"], row["step_id"])
            found.runs, found.passed, found.in_flight = row["judged"], bool(row["passed"]), bool(row["going"])
        newest = Run.objects.filter(whose & JUDGED).order_by("attempt_id", "step_id", "-number")
        for attempt_id, step_id, verdict, collisions in newest.distinct("attempt_id", "step_id").values_list(
            "attempt_id", "step_id", "verdict", "collisions"
        ):
            found = self._of(attempt_id, step_id)
            found.verdict, found.collisions = verdict, collisions
