"""Bars of answers, split by how sure people were."""

from collections.abc import Mapping
from dataclasses import dataclass

# Surest first, as everywhere on the dashboard; '' where nobody was asked.
CONFIDENCES = ("sure", "think", "guess", "")


@dataclass(frozen=True)
class Part:
    """A piece of a bar, in percent of all answers to the question."""

    confidence: str
    number: int
    start: float
    width: float


def parts(counts: Mapping[str, int], total: int) -> list[Part]:
    """Return the pieces of one answer's bar from its numbers by confidence."""
    found, start = [], 0.0
    for confidence in CONFIDENCES:
        if number := counts.get(confidence, 0):
            width = 100 * number / total
            found.append(Part(confidence, number, round(start, 2), round(width, 2)))
            start += width
    return found
