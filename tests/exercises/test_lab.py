"""A lab: settings reach the program and its client, and what is measured is timed at the door."""

import json
from typing import Any

import pytest

from exercises.reader import load_course
from exercises.steps import LabStep
from sandbox import Sandbox
from tutor.attempts.execution import execute
from tutor.embedded.home import BASE

pytestmark = pytest.mark.asyncio(loop_scope="session")

EXERCISE = load_course(BASE / "exercises" / "async-sqlalchemy").exercise("5")
LAB = EXERCISE.step("lab")


async def measured(sandbox: Sandbox, **settings: str) -> list[dict[str, Any]]:
    """Measure once; returns the events."""
    assert isinstance(LAB, LabStep)
    events: list[dict[str, Any]] = []

    async def emit(kind: str, fields: dict[str, Any]) -> None:
        events.append({"type": kind, **fields})

    files = {"settings.json": json.dumps(settings)}
    result = await execute(EXERCISE, LAB, files, None, sandbox=sandbox, emit=emit)
    assert result.verdict == "none"
    return events


def peak(events: list[dict[str, Any]]) -> int:
    return max(event["in_transaction"] for event in events if event["type"] == "connections")


@pytest.mark.parametrize(
    ("settings", "at_once"),
    [
        ({"route": "sync", "pool": "15", "threads": "40"}, 15),
        ({"route": "async", "pool": "15", "threads": "40"}, 15),
        ({"route": "sync", "pool": "40", "threads": "10"}, 10),
        ({"route": "async", "pool": "5", "threads": "10"}, 5),
    ],
)
async def test_the_narrower_of_pool_and_threads_is_the_limit(
    sandbox: Sandbox, settings: dict[str, str], at_once: int
) -> None:
    events = await measured(sandbox, n="60", d="500", **settings)
    requests = [event for event in events if event["type"] == "request" and event["state"] == "answered"]
    assert [request["status"] for request in requests] == [200] * 60
    assert {request["path"] for request in requests} == {f"/tasks/{settings['route']}"}
    assert min(request["took_ms"] for request in requests) >= 500
    assert peak(events) == at_once
    assert events[-1]["sentence"].startswith("60 requests in ")


async def test_a_blocking_call_stops_all_others(sandbox: Sandbox) -> None:
    events = await measured(sandbox, route="blocking", n="10", d="50", pool="15", threads="40")
    assert peak(events) == 1


async def test_what_is_not_on_offer_is_the_default(sandbox: Sandbox) -> None:
    events = await measured(sandbox, route="rm -rf", n="1000000", d="-1", pool="0", threads="x")
    assert events[-1]["sentence"].startswith("60 requests in ")
