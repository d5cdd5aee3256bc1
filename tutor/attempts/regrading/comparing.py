"""One judgement beside another: who gains, who loses, and what exactly changed."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tutor.attempts.models.regrades import Change

Judgement = dict[str, Any]
# What it is about, before, after; each a word of the site's vocabulary.
Difference = tuple[str, str, str]


def change_of(before: Judgement, after: Judgement) -> Change:
    """Tell what judging again does to the learner. Who loses anything loses, whatever else they gain."""
    steps = [(_worth(old), _worth(new)) for _name, old, new in _weighed(before, after)]
    if any(new < old for old, new in steps):
        return Change.WORSE
    if any(new > old for old, new in steps):
        return Change.BETTER
    return Change.OTHER if differences(before, after) else Change.SAME


def differences(before: Judgement, after: Judgement) -> list[Difference]:
    """Return everything that changed."""
    return [each for each in _all(before, after) if each[1] != each[2]]


def in_words(found: list[Difference]) -> list[Difference]:
    """Return differences for people: words of the vocabulary in the reader's language, the authors' as they are."""
    words = {
        "verdict": _("verdict"),
        "correct": _("mechanism"),
        "right": _("right"),
        "wrong": _("wrong"),
        "passed": _("passed"),
        "failed": _("failed"),
        "errored": _("our fault"),
        "none": _("no verdict"),
        "match": _("match"),
        "collision": _("collision"),
        "": "–",
    }
    return [(words.get(name, name), words.get(old, old), words.get(new, new)) for name, old, new in found]


def _weighed(before: Judgement, after: Judgement) -> Iterator[Difference]:
    """What counts for a learner: the mechanism, the verdict, and each prediction."""
    for name in ("correct", "verdict"):
        if name in before:
            yield name, _word(before[name]), _word(after[name])
    old, new = _matches(before), _matches(after)
    yield from ((name, old[name], new[name]) for name in old if name in new)


def _all(before: Judgement, after: Judgement) -> Iterator[Difference]:
    yield from _weighed(before, after)
    for get in (_checks, _beliefs):
        old, new = get(before), get(after)
        yield from ((name, old.get(name, ""), new.get(name, "")) for name in {**old, **new})


def _checks(judged: Judgement) -> dict[str, str]:
    return {each["sentence"]: each["verdict"] for each in judged.get("checks", [])}


def _matches(judged: Judgement) -> dict[str, str]:
    matches = {each["id"]: each.get("match") for each in judged.get("observations", [])}
    return {name: "match" if match else "collision" for name, match in matches.items() if match is not None}


def _beliefs(judged: Judgement) -> dict[str, str]:
    named = {each["id"]: each.get("misconception") for each in judged.get("observations", [])}
    return {name: belief["id"] for name, belief in named.items() if belief}


def _word(value: object) -> str:
    return {True: "right", False: "wrong"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _worth(word: str) -> int:
    return int(word in ("right", "passed", "match"))
