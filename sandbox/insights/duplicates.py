"""The same question twice, with nothing in between that could have changed the answer."""

from sandbox.insights.insight import Insight, ids
from sandbox.insights.story import WRITES, Query, Question, Story


def find(story: Story) -> list[Insight]:
    """Return one insight for each question that a transaction asked again for nothing."""
    asked: dict[str, dict[Question, list[Query]]] = {}
    for query in story.queries:
        if query.transaction is None or query.failed:
            continue
        questions = asked.setdefault(query.transaction, {})
        if query.command in WRITES:
            # What was asked before may have another answer now.
            for question in [question for question, queries in questions.items() if len(queries) == 1]:
                del questions[question]
        elif _is_question(query):
            questions.setdefault(query.question, []).append(query)
    return [_tell(queries) for questions in asked.values() for queries in questions.values() if len(queries) > 1]


def _is_question(query: Query) -> bool:
    wants_news = query.reason.startswith(("refresh of", "load of what is missing")) or " FOR " in query.sql.upper()
    return query.command == "SELECT" and " FROM " in f" {query.shape.upper()} " and not wants_news


def _tell(queries: list[Query]) -> Insight:
    first, last = queries[0], queries[-1]
    return Insight(
        "duplicate",
        f"{first.transaction} {first.id}",
        f"Asked {len(queries)} times in transaction {first.transaction}, with the same values, and nothing was written "
        "in between: the answer was known.",
        "Keep the first answer in a variable, or let the session find it: `await session.get(…)` looks there first.",
        ids(queries),
        last.line,
    )
