"""One thing that was understood about a run."""

from dataclasses import asdict, dataclass
from typing import Any

from sandbox.insights.story import Line, Query

# Statements that an insight points at; it speaks of all of them, and a reader finds the rest beside these.
MOST_POINTED_AT = 1_000


@dataclass(frozen=True)
class Insight:
    """``about`` tells one insight of a rule from another, so that a later one with more to say takes its place."""

    rule: str
    about: str
    sentence: str
    advice: str = ""
    queries: tuple[int, ...] = ()
    line: Line | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the fields of its event."""
        return {
            "id": f"{self.rule} {self.about}",
            "rule": self.rule,
            "sentence": self.sentence,
            "advice": self.advice,
            "queries": list(self.queries),
            "line": self.line and asdict(self.line),
        }


def ids(queries: list[Query]) -> tuple[int, ...]:
    """Return the numbers of statements."""
    return tuple(query.id for query in queries[:MOST_POINTED_AT])
