"""N+1: the same SELECT again and again, each time for another row of an earlier result."""

from collections import defaultdict
from dataclasses import dataclass, field

from sandbox.insights.insight import Insight, ids
from sandbox.insights.story import Line, Query, Question, Story

# So many alike in one transaction are no longer an accident; fewer may be a program's plan.
FEWEST = 5
# Whose statement it is: the same line in another transaction or request is another user's doing, not another row.
Scope = tuple[str, int | None]
Place = tuple[Line | None, str]


@dataclass
class Alike:
    """Statements of one shape that one line sent in one scope; ``after_rows`` came after a SELECT with many rows."""

    queries: list[Query] = field(default_factory=list)
    questions: set[Question] = field(default_factory=set)
    after_rows: int = 0

    @property
    def is_one(self) -> bool:
        """Whether they are an N+1: many values, or a few again and again for the rows that were there already."""
        few_for_many_rows = len(self.questions) > 1 and self.after_rows >= FEWEST
        return len(self.questions) >= FEWEST or few_for_many_rows

    def add(self, query: Query, *, after_rows: bool) -> None:
        """Take in one more."""
        self.queries.append(query)
        self.questions.add(query.question)
        self.after_rows += after_rows


class Repetitions:
    """Takes statements in as they come, and keeps together those that are alike."""

    def __init__(self) -> None:
        self.alike: dict[tuple[Scope, Place], Alike] = defaultdict(Alike)
        # The first place in each scope that was given so many rows that a loop over them is worth a remark.
        self._rows_from: dict[Scope, Place] = {}

    def add(self, query: Query) -> Alike | None:
        """Return what the statement is like, itself included; ``None`` for one that is part of no N+1."""
        if query.command != "SELECT" or query.failed:
            return None
        scope = query.transaction or f"connection {query.connection}", query.request
        place = query.line, query.shape
        source = self._rows_from.get(scope, place)
        if query.rows >= FEWEST:
            self._rows_from.setdefault(scope, place)
        if query.line is None:
            return None
        alike = self.alike[scope, place]
        alike.add(query, after_rows=source != place)
        return alike


def find(story: Story) -> list[Insight]:
    """Return one insight for each SELECT that was repeated with other values."""
    return [tell(*found) for found in places(story).values()]


def places(story: Story) -> dict[Place, list[Alike]]:
    """Return each place that sent an N+1, with what it sent: it may have done so in several transactions."""
    repetitions, found = Repetitions(), defaultdict[Place, list[Alike]](list)
    for query in story.queries:
        repetitions.add(query)
    for (_, place), alike in repetitions.alike.items():
        if alike.is_one:
            found[place].append(alike)
    return found


def tell(*found: Alike) -> Insight:
    """Say what one place sent, with what mends it."""
    queries = [query for each in found for query in each.queries]
    first = queries[0]
    where = "" if len(found) == 1 else f", in {len(found)} transactions"
    return Insight(
        "n_plus_one",
        f"{first.line} {first.shape[:80]}",
        f"One query per row: `{first.line}` sent the same SELECT {len(queries)} times{where}, {_values(found)}.",
        advice(first.reason),
        ids(queries),
        first.line,
    )


def _values(found: tuple[Alike, ...]) -> str:
    if all(len(each.questions) == len(each.queries) for each in found):
        return "each with other values"
    different = set[Question]().union(*(each.questions for each in found))
    return f"with {len(different)} different values"


def advice(reason: str) -> str:
    """Return what mends it, by the reason that SQLAlchemy gave for sending it."""
    what, _, name = reason.rpartition(" of ")
    if what == "lazy load":
        return f"Load them together with the rows they belong to: `.options(selectinload({name}))`."
    if what == "refresh":
        return f"Ask for all of them at once, or not at all: after a flush a `{name}` has its values already."
    if what == "load of what is missing":
        return f"They were expired. Read what you need before the commit, or set `expire_on_commit=False` for `{name}`."
    return "Ask for all rows in one statement: a join, or `WHERE … IN (…)` with all the values."
