"""Two texts, line by line. Texts that would take long to compare are shown one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Comparing takes time that grows with the product of the lengths, and learners may send 256 KiB of newlines.
MOST_LINES = 1_500
# Lines shown before and after a change.
AROUND = 2


@dataclass(frozen=True)
class Line:
    """One line; ``whose`` is same, old or new, ``number`` is its place in the new text, None for old lines."""

    whose: str
    text: str
    number: int | None


def difference(old: str, new: str) -> list[Line]:
    """Return all lines of both texts, each marked with whose it is."""
    before, after = old.splitlines(), new.splitlines()
    if len(before) + len(after) > MOST_LINES:
        return [*_old(before), *_new("new", after, 0)]
    lines: list[Line] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += _new("same", after[new_from:new_to], new_from)
        else:
            lines += [*_old(before[old_from:old_to]), *_new("new", after[new_from:new_to], new_from)]
    return lines


def hunks(lines: list[Line]) -> list[list[Line]]:
    """Return only what changed, with a few lines around it; stretches of a text that are far apart come separately."""
    near = [
        any(line.whose != "same" for line in lines[max(0, place - AROUND) : place + AROUND + 1])
        for place in range(len(lines))
    ]
    found: list[list[Line]] = []
    for place, line in enumerate(lines):
        if near[place]:
            if place == 0 or not near[place - 1]:
                found.append([])
            found[-1].append(line)
    return found


def _old(lines: list[str]) -> Iterator[Line]:
    return (Line("old", line, None) for line in lines)


def _new(whose: str, lines: list[str], start: int) -> Iterator[Line]:
    return (Line(whose, line, number) for number, line in enumerate(lines, start=start + 1))
