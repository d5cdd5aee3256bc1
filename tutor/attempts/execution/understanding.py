"""Beside a run's events: what they mean."""

from collections import defaultdict
from typing import Any

from sandbox.insights import Watcher
from tutor.attempts.execution.stage import Tell


def with_insights(tell: Tell) -> Tell:
    """Return a ``tell`` that tells insights too: N+1 as it happens, the rest when the program has ended.

    Each side of a contrast is a story of its own.
    """
    watchers: dict[str | None, Watcher] = defaultdict(Watcher)

    def told(kind: str, fields: dict[str, Any]) -> None:
        if kind == "exited":
            for side, watcher in watchers.items():
                for insight in watcher.end(fields["status"]):
                    tell("insight", {"t": fields["t"], **insight, **_of(side)})
        tell(kind, fields)
        side = fields.get("side")
        for insight in watchers[side].add(kind, fields):
            tell("insight", {"t": fields["t"], **insight, **_of(side)})

    return told


def _of(side: str | None) -> dict[str, str]:
    return {} if side is None else {"side": side}
