"""Runs over HTTP: ask for one, look at it, read its events, stop it."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse

from tutor.attempts import lifecycle, runs, streams
from tutor.attempts.access import own_place, own_run
from tutor.attempts.bodies import RunBody
from tutor.attempts.openings import require_open
from tutor.attempts.outlook import outlook
from tutor.attempts.votes import require_no_vote
from tutor.connections import redis_client
from tutor.json_api import json_view, parse

LARGEST_SEQ = 2**53


@json_view("POST")
def ask(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Queue a run; the same key gives the same run again."""
    place = require_no_vote(require_open(own_place(request, attempt_id, step_id)))
    run, created = runs.ask(place, parse(request, RunBody))
    return JsonResponse({"run": runs.as_json(run)}, status=201 if created else 200)


@json_view("GET")
def show(request: HttpRequest, run_id: UUID) -> JsonResponse:
    """Say how far a run is, and what it waits for while it is queued."""
    run = own_run(request, run_id)
    return JsonResponse({"run": runs.as_json(run), "waits": outlook(run)})


@json_view("GET")
def events(request: HttpRequest, run_id: UUID) -> JsonResponse:
    """Return the events above ``?after=``, for browsers that a proxy keeps from the socket."""
    run = own_run(request, run_id)
    after = seq_after(request.GET.get("after", ""))
    if run.in_flight:
        found = streams.read(redis_client(), run.pk, after)
    else:
        found = [event for event in run.events if event["seq"] > after]
    return JsonResponse({"events": found, "finished": not run.in_flight})


@json_view("POST")
def cancel(request: HttpRequest, run_id: UUID) -> JsonResponse:
    """Stop a run."""
    run = own_run(request, run_id)
    if run.in_flight:
        lifecycle.cancel(run)
        run.refresh_from_db()
    return JsonResponse({"run": runs.as_json(run)})


def seq_after(typed: str) -> int:
    """Read ``after``; what is no number means from the first event."""
    return min(int(typed), LARGEST_SEQ) if typed.isascii() and typed.isdigit() and len(typed) < 20 else 0
