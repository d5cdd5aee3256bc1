"""Reads off a finished run what an author wants measured."""

from typing import Any

from sandbox.judge.record import Record
from sandbox.judge.rules import Gauge, Measure, QueryRule


def measured(measure: Measure, record: Record) -> str:
    """Return what was measured, as the text that choices compare with."""
    if measure.queries is not None:
        return str(len(matching(measure.queries, record)))
    if measure.lines is not None:
        return str(sum(line.startswith(measure.lines) for line in record.lines))
    if measure.next_after is not None:
        return _next_after(measure.next_after, record)
    if measure.ending is not None:
        return record.exception or record.status or "unknown"
    if measure.state is not None:
        return record.state.get(measure.state, "no answer")
    if measure.statuses is not None:
        return _statuses(measure.statuses, record)
    if measure.commit is not None:
        return _commit(measure.commit, record)
    if measure.peak is not None:
        return str(max([*_gauge(measure.peak, record), *(record.held if measure.peak == "open" else ())], default=0))
    assert measure.final is not None
    return str([0, *_gauge(measure.final, record)][-1])


def statements_behind(measure: Measure, record: Record) -> list[dict[str, Any]]:
    """Return the statements that a measurement was read off; none where it was read off something else."""
    if measure.queries is not None:
        return matching(measure.queries, record)
    if measure.next_after is not None:
        return _followers(measure.next_after, record)[:1]
    if measure.commit is not None:
        return _commits(measure.commit, record)[:1]
    return []


def matching(rule: QueryRule, record: Record) -> list[dict[str, Any]]:
    """Return the statements that a rule means; those that failed never count."""
    return [
        query
        for query in record.statements
        if rule.touching in query["sql"]
        and (not rule.verb or query["command"] == rule.verb.upper())
        and (rule.request is None or query.get("request") == rule.request)
        and query["error"] is None
    ]


def _next_after(beginning: str, record: Record) -> str:
    return next((query["command"] for query in _followers(beginning, record)), "none")


def _followers(beginning: str, record: Record) -> list[dict[str, Any]]:
    followed = zip(record.queries, record.queries[1:], strict=False)
    return [after for before, after in followed if before["sql"].startswith(beginning)]


def _statuses(path: str, record: Record) -> str:
    answered = sorted(record.requests.items())
    return ", ".join(str(fields["status"]) for _, fields in answered if fields["path"].startswith(path))


def _commit(request: int, record: Record) -> str:
    """Compare on the time line: the tap and the door stand in the same place."""
    answered, commits = record.requests.get(request), _commits(request, record)
    if answered is None or not commits:
        return "never"
    return "before" if commits[0]["t"] < answered["t"] else "after"


def _commits(request: int, record: Record) -> list[dict[str, Any]]:
    numbers = {query["transaction"] for query in record.queries if query.get("request") == request}
    return [each for each in record.queries if each["command"] == "COMMIT" and each["transaction"] in numbers]


def _gauge(name: Gauge, record: Record) -> list[int]:
    return [fields[name] for fields in record.connections]
