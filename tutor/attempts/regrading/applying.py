"""Writes down what was looked at, and nothing else: who has gone on since is left alone, and told so."""

from collections import Counter
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tutor.attempts import talk
from tutor.attempts.models import Comment, Explanation, Regrade, Rejudgement, Run
from tutor.attempts.models.regrades import Change, Fate, Stage
from tutor.attempts.regrading.judging import outdate
from tutor.attempts.regrading.telling import facts_of
from tutor.catalog.courses import Exercise
from tutor.people.models import User

Judged = TypeVar("Judged", Run, Explanation)
# Judgements in memory at once: a run's events can be long.
AT_ONCE = 100
# What of a run is judged again; the names are those of its row.
JUDGEMENT = ("status", "verdict", "collisions", "checks", "observations", "outcome", "events")


class ConflictError(Exception):
    """What was looked at is not what would be applied; the sentence says why."""


def apply(regrade: Regrade, exercise: Exercise, user: User, *, only_better: bool) -> dict[str, int]:
    """Apply what was previewed and return how many met which fate; raises :class:`ConflictError`.

    With ``only_better`` nobody is lowered. Each learner whose judgement changed finds a comment that says so.
    """
    if exercise.hash != regrade.exercise_hash:
        outdate(regrade)
        raise ConflictError(_("The exercise has changed since. Judge again to see what it does now."))
    with transaction.atomic():
        if not Regrade.objects.filter(pk=regrade.pk, stage=Stage.READY).update(
            stage=Stage.APPLIED, finished=timezone.now()
        ):
            raise ConflictError(_("This regrade is over, or not ready yet. Look at it again."))
        newest = _newest(regrade)
        found: Counter[str] = Counter()
        keys = list(regrade.items.filter(fate=Fate.JUDGED).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            items = _items(keys[start : start + AT_ONCE])
            for item in items:
                item.fate = _fate(item, newest.get(item.attempt_id, 0), only_better=only_better)
            _write(items, regrade)
            changed = [item for item in items if item.change != Change.SAME]
            found.update(item.fate for item in changed)
            told = [_comment(item, user) for item in changed if item.fate == Fate.APPLIED]
            talk.tell_all(regrade.classroom_id, told)
    return found


def cancel(regrade: Regrade) -> None:
    """Give a regrade up; nothing of it is applied."""
    going = Regrade.objects.filter(pk=regrade.pk, stage__in=(Stage.JUDGING, Stage.READY))
    going.update(stage=Stage.CANCELLED, finished=timezone.now())


def _newest(regrade: Regrade) -> dict[int, int]:
    runs = Run.objects.filter(attempt__rejudgements__regrade=regrade).values_list("attempt_id")
    return dict(runs.annotate(number=Max("number")))


def _items(keys: list[UUID]) -> list[Rejudgement]:
    """Return judgements with what they speak of. That changes nowhere else, and this regrade's row is locked."""
    return list(Rejudgement.objects.filter(pk__in=keys).select_related("attempt", "run", "explanation").order_by("pk"))


def _fate(item: Rejudgement, newest: int, *, only_better: bool) -> Fate:
    if only_better and item.change == Change.WORSE:
        return Fate.SPARED
    if item.explanation is not None:
        same = item.explanation.exercise_hash == item.before["exercise_hash"]
    else:
        assert item.run is not None
        now = (item.run.exercise_hash, item.run.verdict)
        same = newest <= item.newest and now == (item.before["exercise_hash"], item.before["verdict"])
    return Fate.APPLIED if same else Fate.MOVED


def _write(items: list[Rejudgement], regrade: Regrade) -> None:
    """Give runs and explanations their new judgement; the old one, story and all, goes into the history."""
    runs: list[Run] = []
    explanations: list[Explanation] = []
    for item in items:
        if item.fate == Fate.APPLIED and item.run is not None:
            item.before = {**item.before, "outcome": item.run.outcome, "events": item.run.events}
            runs.append(_become(item.run, item, regrade))
        elif item.fate == Fate.APPLIED and item.explanation is not None:
            explanations.append(_become(item.explanation, item, regrade))
    Run.objects.bulk_update(runs, [*JUDGEMENT, "exercise_hash"])
    Explanation.objects.bulk_update(explanations, ["correct", "exercise_hash"])
    Rejudgement.objects.bulk_update(items, ["fate", "before"])


def _become(judged: Judged, item: Rejudgement, regrade: Regrade) -> Judged:
    for name, value in item.after.items():
        setattr(judged, name, value)
    judged.exercise_hash = regrade.exercise_hash
    return judged


def _comment(item: Rejudgement, user: User) -> Comment:
    return Comment(attempt=item.attempt, step_id=item.step_id, author=user, facts=facts_of(item))
