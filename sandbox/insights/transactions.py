"""Transactions that nobody ended, and transactions that waited while they held their locks."""

from collections.abc import Iterator
from itertools import pairwise

from sandbox.insights.insight import Insight, ids
from sandbox.insights.story import Closed, Line, Query, Story

# A person's blink. Programs that only compute between two statements stay far below.
IDLE_MS = 250.0


def find_open(story: Story) -> list[Insight]:
    """Return one insight for each transaction left open, where the program was not stopped before it could end it."""
    if story.status != "ok":
        return []
    return [_tell_open(story, each) for each in story.closed if not each.said_goodbye]


def find_lost(story: Story) -> list[Insight]:
    """Return one insight for each connection that was closed in the middle of a transaction: nobody gave it back."""
    return [_tell_lost(story, each) for each in story.closed if each.said_goodbye]


def find_idle(story: Story) -> list[Insight]:
    """Return one insight for each transaction that did nothing for long between two of its statements."""
    return [insight for letter, queries in story.transactions.items() for insight in _idle(letter, queries)]


def _tell_open(story: Story, closed: Closed) -> Insight:
    queries = story.of_transaction(closed.transaction)
    line = _taken_at(queries)
    return Insight(
        "open_transaction",
        closed.transaction,
        f"Transaction {closed.transaction} was never ended{_whose(story, queries)}: connection {closed.connection} was "
        f"not given back. It was taken at {_place(line)}.",
        "End it on every way out: `async with session.begin():`, or `try` … `finally: await session.close()`.",
        ids(queries),
        line,
    )


def _tell_lost(story: Story, closed: Closed) -> Insight:
    queries = story.of_transaction(closed.transaction)
    line = _taken_at(queries)
    return Insight(
        "lost_connection",
        closed.transaction,
        f"Connection {closed.connection} was cut in the middle of transaction {closed.transaction}"
        f"{_whose(story, queries)}: nobody had given it back. It was taken at {_place(line)}.",
        "A session that is only forgotten is cleaned up by the garbage collector, some time. Close it yourself, on "
        "every way out.",
        ids(queries),
        line,
    )


def _idle(letter: str, queries: list[Query]) -> Iterator[Insight]:
    for before, after in pairwise(queries):
        idle = after.began - after.waited - before.ended
        if idle >= IDLE_MS:
            yield Insight(
                "idle_in_transaction",
                f"{letter} {before.id}",
                f"Transaction {letter} did nothing for {idle / 1000:.2f} s after statement {before.id}, and kept its "
                "connection and its locks.",
                "Do what is slow before the transaction begins, or after it has ended.",
                (before.id, after.id),
                after.line,
            )


def _taken_at(queries: list[Query]) -> Line | None:
    return next((query.line for query in queries if query.line), None)


def _place(line: Line | None) -> str:
    return f"`{line}`" if line else "a line that is not known"


def _whose(story: Story, queries: list[Query]) -> str:
    number = next((query.request for query in queries if query.request is not None), None)
    request = story.requests.get(number) if number is not None else None
    return f" by {request}" if request else ""
