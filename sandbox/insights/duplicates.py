"""The same question twice, with nothing in between that could have changed the answer."""

from collections import defaultdict

from sandbox.insights import n_plus_one
from sandbox.insights.insight import Insight, ids
from sandbox.insights.story import WRITES, Query, Question, Story


def find(story: Story) -> list[Insight]:
    """Return one insight for each place that asked again for nothing; what is part of an N+1 is told there."""
    known = n_plus_one.places(story)
    places = defaultdict[object, list[list[Query]]](list)
    for queries in _repeated(story):
        last = queries[-1]
        if (last.line, last.shape) not in known:
            places[last.transaction, last.line, last.shape].append(queries)
    return [_tell(repeated) for repeated in places.values()]


def _repeated(story: Story) -> list[list[Query]]:
    """Return the statements of each question that a transaction asked more than once."""
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
    return [queries for questions in asked.values() for queries in questions.values() if len(queries) > 1]


def _is_question(query: Query) -> bool:
    wants_news = query.reason.startswith(("refresh of", "load of what is missing")) or " FOR " in query.sql.upper()
    return query.command == "SELECT" and " FROM " in f" {query.shape.upper()} " and not wants_news


def _tell(repeated: list[list[Query]]) -> Insight:
    """Speak of one question, or of several that one line repeats."""
    first, last, count = repeated[0][0], repeated[0][-1], sum(map(len, repeated))
    if len(repeated) == 1:
        what = f"Asked {count} times in transaction {first.transaction}, with the same values"
    else:
        what = f"{len(repeated)} questions were asked {count} times in transaction {first.transaction}"
    return Insight(
        "duplicate",
        f"{first.transaction} {first.id}",
        f"{what}, and nothing was written in between: the answer was known.",
        "Keep the first answer in a variable, or let the session find it: `await session.get(…)` looks there first.",
        ids([query for queries in repeated for query in queries]),
        last.line,
    )
