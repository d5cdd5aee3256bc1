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
    places = defaultdict[object, list[list[Query]]](list)
    for queries in alike.values():
        if is_one(queries):
            places[queries[0].line, queries[0].shape].append(queries)
    return [tell(*found) for found in places.values()]


def is_one(queries: list[Query]) -> bool:
    """Whether statements that are alike are an N+1: enough of them, and with different values."""
    return len(queries) >= FEWEST and len({query.question for query in queries}) >= FEWEST


def tell(*found: list[Query]) -> Insight:
    """Say it, with what mends it: the same place may have done it in several transactions."""
    queries = [query for each in found for query in each]
    first = queries[0]
    where = "" if len(found) == 1 else f", in {len(found)} transactions"
    return Insight(
        "n_plus_one",
        f"{first.line} {first.shape[:80]}",
        f"One query per row: `{first.line}` sent the same SELECT {len(queries)} times{where}, each with other values.",
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
