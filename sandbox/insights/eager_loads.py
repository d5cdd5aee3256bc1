"""An eager load whose result nobody looked at."""

from sandbox.insights.insight import Insight, ids
from sandbox.insights.story import Query, Story

_EAGER = {"selectin load": "selectinload", "subquery load": "subqueryload", "immediate load": "immediateload"}


def find(story: Story) -> list[Insight]:
    """Return one insight for each relationship that was loaded in advance and never read.

    Only a program that ended by itself had the chance to read it.
    """
    if story.status != "ok":
        return []
    loaded: dict[tuple[str, str], list[Query]] = {}
    for query in story.queries:
        what, _, name = query.reason.rpartition(" of ")
        if what in _EAGER and name not in story.read:
            loaded.setdefault((_EAGER[what], name), []).append(query)
    return [_tell(option, name, queries) for (option, name), queries in loaded.items()]


def _tell(option: str, name: str, queries: list[Query]) -> Insight:
    return Insight(
        "unused_eager_load",
        name,
        f"`{name}` was loaded in advance, and nothing ever read it.",
        f"Leave `{option}({name})` out where it is not needed.",
        ids(queries),
        queries[0].line,
    )
