"""What of a class was judged by an earlier version of an exercise, and is to be judged again."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from tutor.attempts.models import Attempt, Explanation, Regrade, Rejudgement, Run
from tutor.attempts.models.regrades import UNDER_WAY, Fate
from tutor.attempts.progress import JUDGED
from tutor.attempts.regrading.comparing import change_of
from tutor.attempts.states import Verdict
from tutor.catalog.courses import Exercise, ExplainStep, LabStep, PredictStep, RunnableStep
from tutor.people.models import Classroom, Role, User

# Of somebody who has not passed, so many versions get another chance, the newest first: after a check that was wrong
# people go on and spoil what was right.
VERSIONS = 5


def outdated(classroom: Classroom, exercise: Exercise) -> tuple[int, int]:
    """Return how many runs and explanations another version judged; two queries."""
    runs = _runs(classroom, exercise).exclude(exercise_hash=exercise.hash)
    return runs.count(), _explanations(classroom, exercise).exclude(exercise_hash=exercise.hash).count()


def current(classroom: Classroom, exercise: Exercise) -> Regrade | None:
    """Return the regrade that is under way."""
    return Regrade.objects.filter(classroom=classroom, exercise_id=exercise.id, stage__in=UNDER_WAY).first()


def begin(classroom: Classroom, exercise: Exercise, user: User) -> Regrade | None:
    """Gather what is to be judged again; None while another regrade of this exercise is under way."""
    try:
        with transaction.atomic():
            regrade = Regrade.objects.create(
                classroom=classroom, exercise_id=exercise.id, exercise_hash=exercise.hash, asked_by=user
            )
            Rejudgement.objects.bulk_create(_of_explanations(regrade, classroom, exercise))
            Rejudgement.objects.bulk_create(_of_runs(regrade, classroom, exercise))
    except IntegrityError:
        return None
    return regrade


def _students(classroom: Classroom, exercise: Exercise) -> QuerySet[Attempt]:
    return Attempt.objects.filter(
        classroom=classroom,
        exercise_id=exercise.id,
        learner__memberships__classroom=classroom,
        learner__memberships__role=Role.STUDENT,
    )


def _explanations(classroom: Classroom, exercise: Exercise) -> QuerySet[Explanation]:
    steps = [step.id for step in exercise.steps if isinstance(step, ExplainStep) and step.choices]
    return Explanation.objects.filter(attempt__in=_students(classroom, exercise), step_id__in=steps)


def _runs(classroom: Classroom, exercise: Exercise) -> QuerySet[Run]:
    """Return the runs that were judged; a measurement earns nothing, so there is nothing to judge again."""
    steps = [step.id for step in exercise.steps if isinstance(step, RunnableStep) and not isinstance(step, LabStep)]
    return Run.objects.filter(JUDGED, attempt__in=_students(classroom, exercise), step_id__in=steps)


def _of_explanations(regrade: Regrade, classroom: Classroom, exercise: Exercise) -> Iterator[Rejudgement]:
    """Explanations are judged at once: their choice is right, or it is not."""
    right = {
        step.id: {choice.id: choice.correct for choice in step.choices}
        for step in exercise.steps
        if isinstance(step, ExplainStep)
    }
    for row in _explanations(classroom, exercise).exclude(exercise_hash=exercise.hash):
        # A choice that is not there any more stays as it was judged.
        before = {"correct": row.correct, "exercise_hash": row.exercise_hash}
        after = {"correct": right[row.step_id].get(row.choice, row.correct)}
        yield Rejudgement(
            regrade=regrade, attempt_id=row.attempt_id, step_id=row.step_id, explanation=row, fate=Fate.JUDGED,
            before=before, after=after, change=change_of(before, after),
        )  # fmt: skip


def _of_runs(regrade: Regrade, classroom: Classroom, exercise: Exercise) -> Iterator[Rejudgement]:
    newest = dict(
        Run.objects.filter(attempt__in=_students(classroom, exercise))
        .values_list("attempt_id")
        .annotate(number=Max("number"))
    )
    by_step: defaultdict[tuple[int, str], list[Run]] = defaultdict(list)
    for run in _runs(classroom, exercise).defer("events").order_by("-number"):
        by_step[run.attempt_id, run.step_id].append(run)
    for (attempt_id, step_id), runs in by_step.items():
        for run in _chosen(runs, exercise, step_id):
            yield Rejudgement(
                regrade=regrade, attempt_id=attempt_id, step_id=step_id, run=run, newest=newest[attempt_id],
                before=judgement(run),
            )  # fmt: skip


def _chosen(runs: list[Run], exercise: Exercise, step_id: str) -> list[Run]:
    """Return those of a learner's runs of one step, newest first, that decide what they have."""
    if isinstance(exercise.step(step_id), PredictStep):
        deciding = runs[:1]
    elif passed := [run for run in runs if run.verdict == Verdict.PASSED]:
        deciding = passed[:1]
    else:
        versions = {run.submission_id: run for run in reversed(runs)}
        deciding = sorted(versions.values(), key=lambda run: -run.number)[:VERSIONS]
    return [run for run in deciding if run.exercise_hash != exercise.hash]


def judgement(run: Run) -> dict[str, object]:
    """Return what a run's row says now, but for its events: they stay in the row until others take their place."""
    return {
        "status": run.status,
        "verdict": run.verdict,
        "collisions": run.collisions,
        "checks": run.checks,
        "observations": run.observations,
        "exercise_hash": run.exercise_hash,
    }
