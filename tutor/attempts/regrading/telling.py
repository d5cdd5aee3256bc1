"""What a learner is told of a judgement that changed: facts when it is written down, a sentence when it is read."""

from typing import Any

from django.utils.translation import gettext as _

from tutor.attempts.models import Rejudgement
from tutor.attempts.models.regrades import Change
from tutor.attempts.regrading.comparing import differences, in_words


def facts_of(item: Rejudgement) -> dict[str, Any]:
    """Return what changed, as it goes into a comment."""
    return {
        "change": item.change,
        "run": item.run.number if item.run else None,
        "differences": differences(item.before, item.after),
    }


def sentence(facts: dict[str, Any]) -> str:
    """Say it in the reader's language."""
    what = _("your run %(number)s") % {"number": facts["run"]} if facts["run"] else _("your explanation")
    told = {
        Change.BETTER: _("The exercise was corrected, and %(what)s judged again, in your favour: %(changes)s."),
        Change.WORSE: _("The exercise was corrected, and %(what)s judged again; it counts less now: %(changes)s."),
        Change.OTHER: _("The exercise was corrected, and %(what)s judged again: %(changes)s."),
    }[Change(facts["change"])]
    changes = "; ".join(
        _("%(name)s was %(before)s, is %(after)s now") % {"name": name.rstrip("."), "before": before, "after": after}
        for name, before, after in in_words([tuple(each) for each in facts["differences"]])
    )
    return told % {"what": what, "changes": changes}
