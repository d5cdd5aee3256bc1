"""A learner's own run to take home: its events as they were told, its SQL to read."""

import json
from collections.abc import Iterator
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tutor.attempts import streams
from tutor.attempts.access import own_run
from tutor.attempts.models import Run
from tutor.attempts.streams import Event
from tutor.connections import redis_client


@login_required
@require_safe
def events(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Return all events so far, one JSON object a line."""
    run = own_run(request, run_id)
    return _file(as_lines(events_of(run)), "application/x-ndjson", f"run-{run.number}.ndjson")


@login_required
@require_safe
def statements(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Return the program's own statements in order, each with a comment that says what is known about it."""
    run = own_run(request, run_id)
    queries = [event for event in events_of(run) if event["type"] == "query" and not event["driver"]]
    text = f"-- Run {run.number}: {len(queries)} statements, for reading.\n"
    text += "".join("\n" + "\n".join(_statement(query)) + "\n" for query in queries)
    return _file(text, "application/sql", f"run-{run.number}.sql")


def as_lines(events: list[Event]) -> str:
    """Return events as JSON, one a line."""
    return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)


def events_of(run: Run) -> list[Event]:
    """Return a run's events, from the stream while it goes on and from its row when it has ended."""
    if run.in_flight:
        return streams.read(redis_client(), run.pk)
    found: list[Event] = run.events
    return found


def _statement(query: Event) -> Iterator[str]:
    yield "-- " + _one_line(" · ".join(_facts(query)))
    for number, value in enumerate(query["parameters"], start=1):
        yield f"-- ${number} = {'NULL' if value is None else _one_line(value)}"
    sql = query["sql"].rstrip("; \n")
    if query["error"]:
        yield f"-- {query['error']['code']}: {_one_line(query['error']['message'])}"
    # psql reads what follows a backslash as an order to itself: nobody's file may carry one to another machine.
    told = query["error"] or "\\" in sql
    yield from (f"-- {line}" for line in sql.splitlines()) if told else [sql + ";"]


def _facts(query: Event) -> Iterator[str]:
    yield str(query["id"])
    yield f"{query['duration_ms']} ms"
    if query["rows"] is not None:
        yield f"{query['rows']} rows"
    yield f"connection {query['connection']}"
    if query["transaction"]:
        yield f"transaction {query['transaction']}"
    if query["line"]:
        yield f"{query['line']['file']}:{query['line']['line']}"
    if query.get("reason"):
        yield query["reason"]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text.encode("utf-8", "replace"), content_type=content_type, headers=headers)
