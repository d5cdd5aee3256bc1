"""Follows a run's events: N+1 is told while it happens, everything once the program has ended."""

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.insights import duplicates, eager_loads, n_plus_one, responses, transactions
from sandbox.insights.insight import Insight
from sandbox.insights.story import Story

RULES: tuple[Callable[[Story], list[Insight]], ...] = (
    n_plus_one.find,
    duplicates.find,
    eager_loads.find,
    transactions.find_open,
    transactions.find_lost,
    transactions.find_idle,
    responses.find_statements,
    responses.find_commits,
)
# A page of remarks about one run helps nobody.
MOST_OF_A_RULE = 10


class Watcher:
    """Takes a run's events and tells what they mean, as the fields of ``insight`` events."""

    def __init__(self) -> None:
        self._story = Story()
        self._repetitions = n_plus_one.Repetitions()
        self._told: set[n_plus_one.Place] = set()

    def add(self, kind: str, fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Take in one event."""
        self._story.add(kind, fields)
        if kind == "query" and not fields["driver"]:
            yield from self._early()

    def end(self, status: str) -> Iterator[dict[str, Any]]:
        """Judge the whole story; ``status`` is how the program ended."""
        self._story.status = status
        for rule in RULES:
            for insight in rule(self._story)[:MOST_OF_A_RULE]:
                yield insight.as_json()

    def _early(self) -> Iterator[dict[str, Any]]:
        """Tell an N+1 when it has just become one; the end tells how many it came to."""
        query = self._story.queries[-1]
        alike, place = self._repetitions.add(query), (query.line, query.shape)
        if alike is not None and alike.is_one and place not in self._told:
            self._told.add(place)
            yield n_plus_one.tell(alike).as_json()
