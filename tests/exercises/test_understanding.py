"""Insights stand among a run's events, each side of a contrast for itself."""

from typing import Any

from tests.sandbox.test_insights import LAZY, Script
from tutor.attempts.execution.understanding import with_insights


def told(events: list[tuple[str, dict[str, Any]]]) -> list[str]:
    found: list[tuple[str, dict[str, Any]]] = []
    tell = with_insights(lambda kind, fields: found.append((kind, fields)))
    for kind, fields in events:
        tell(kind, fields)
    return [
        kind + fields.get("side", "") for kind, fields in found if kind in ("insight", "insightb", "exited", "query")
    ]


def test_an_n_plus_one_is_told_as_it_happens_and_before_the_end() -> None:
    script = Script().lazy(7, **LAZY).event("exited", status="ok")
    assert told(script.events) == [*["query"] * 5, "insight", "query", "query", "insight", "exited"]


def test_each_side_is_a_story_of_its_own() -> None:
    script = Script().lazy(4, side="a").lazy(5, side="b").event("exited", status="ok")
    assert told(script.events) == [*["querya"] * 4, *["queryb"] * 5, "insightb", "insightb", "exited"]
