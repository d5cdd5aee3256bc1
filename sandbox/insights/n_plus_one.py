"""N+1: the same SELECT again and again, each time for another row of an earlier result."""

from collections import defaultdict

from sandbox.insights.insight import Insight, ids
from sandbox.insights.story import Query, Story

# So many alike in one transaction are no longer an accident; fewer may be a program's plan.
FEWEST = 5
Key = tuple[object, ...]


def key(query: Query) -> Key | None:
    """Return what statements of one N+1 have in common; ``None`` for a statement that is part of none."""
    if query.command != "SELECT" or query.failed or query.line is None:
        return None
    # The same line in another transaction or request is another user's doing, not another row.
    return query.transaction or f"connection {query.connection}", query.request, query.line, query.shape


def find(story: Story) -> list[Insight]:
    """Return one insight for each SELECT that was repeated with other values."""
    alike = defaultdict[Key, list[Query]](list)
    for query in story.queries:
        if (common := key(query)) is not None:
            alike[common].append(query)
    return [tell(queries) for queries in alike.values() if is_one(queries)]


def is_one(queries: list[Query]) -> bool:
    """Whether statements that are alike are an N+1: enough of them, and with different values."""
    return len(queries) >= FEWEST and len({query.question for query in queries}) >= FEWEST


def tell(queries: list[Query]) -> Insight:
    """Say it, with what mends it."""
    first = queries[0]
    about = " ".join(str(part) for part in (first.transaction or first.connection, first.line, first.shape[:80]))
    return Insight(
        "n_plus_one",
        about,
        f"One query per row: `{first.line}` sent the same SELECT {len(queries)} times, each with other values.",
        advice(first.reason),
        ids(queries),
        first.line,
    )


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
