"""Writes down what was looked at, and nothing else: who has gone on since is left alone, and told so."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tutor.attempts import talk
from tutor.attempts.models import Explanation, Regrade, Rejudgement, Run
from tutor.attempts.models.regrades import Change, Fate, Stage
from tutor.attempts.regrading.comparing import differences, in_words
from tutor.attempts.regrading.judging import outdate
from tutor.catalog.courses import Exercise
from tutor.people import bell
from tutor.people.models import User


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
        found: dict[str, int] = {}
        for item in regrade.items.filter(fate=Fate.JUDGED).select_related("attempt", "run").defer("run__events"):
            fate = _applied(item, regrade, newest.get(item.attempt_id, 0), only_better=only_better)
            Rejudgement.objects.filter(pk=item.pk).update(fate=fate, before=item.before)
            found[fate] = found.get(fate, 0) + (item.change != Change.SAME)
            if fate == Fate.APPLIED and item.change != Change.SAME:
                _tell(item, exercise, user)
    return found


def cancel(regrade: Regrade) -> None:
    """Give a regrade up; nothing of it is applied."""
    going = Regrade.objects.filter(pk=regrade.pk, stage__in=(Stage.JUDGING, Stage.READY))
    going.update(stage=Stage.CANCELLED, finished=timezone.now())


def _newest(regrade: Regrade) -> dict[int, int]:
    runs = Run.objects.filter(attempt__rejudgements__regrade=regrade).values_list("attempt_id")
    return dict(runs.annotate(number=Max("number")))


def _applied(item: Rejudgement, regrade: Regrade, newest: int, *, only_better: bool) -> Fate:
    if only_better and item.change == Change.WORSE:
        return Fate.SPARED
    if item.explanation_id is not None:
        written = Explanation.objects.filter(pk=item.explanation_id, exercise_hash=item.before["exercise_hash"]).update(
            correct=item.after["correct"], exercise_hash=regrade.exercise_hash
        )
    else:
        written = newest <= item.newest and _swap(item, regrade)
    if not written:
        return Fate.MOVED
    bell.ring(regrade.classroom_id, item.attempt.learner_id)
    return Fate.APPLIED


def _swap(item: Rejudgement, regrade: Regrade) -> bool:
    """Give the run its new judgement, if it still has the one that was seen; the old story goes into the history."""
    assert item.run is not None
    item.before = {**item.before, "outcome": item.run.outcome, "events": item.run.events}
    seen = Run.objects.filter(
        pk=item.run.pk, exercise_hash=item.before["exercise_hash"], verdict=item.before["verdict"]
    )
    return seen.update(**item.after, exercise_hash=regrade.exercise_hash) == 1


def _tell(item: Rejudgement, exercise: Exercise, user: User) -> None:
    step = exercise.step(item.step_id)
    talk.comment(item.attempt, step, user, _sentence(item), "", None)


def _sentence(item: Rejudgement) -> str:
    what = _("your run %(number)s") % {"number": item.run.number} if item.run else _("your explanation")
    told = {
        Change.BETTER: _("The exercise was corrected, and %(what)s judged again, in your favour: %(changes)s."),
        Change.WORSE: _("The exercise was corrected, and %(what)s judged again; it counts less now: %(changes)s."),
        Change.OTHER: _("The exercise was corrected, and %(what)s judged again: %(changes)s."),
    }[Change(item.change)]
    changes = "; ".join(
        _("%(name)s was %(before)s, is %(after)s now") % {"name": name.rstrip("."), "before": before, "after": after}
        for name, before, after in in_words(differences(item.before, item.after))
    )
    return told % {"what": what, "changes": changes}
