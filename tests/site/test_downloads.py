"""A run to take home."""

import json

import pytest
from django.test import Client

from tests.site.program import STARTED, Program, exited, verdict
from tests.site.scene import Scene
from tutor.attempts.models import Run
from tutor.attempts.playing import play_run
from tutor.attempts.worker import Worker

pytestmark = [pytest.mark.django_db(transaction=True)]


def query(number: int, sql: str, **more: object) -> tuple[str, dict[str, object]]:
    fields = {
        "t": 5.0,
        "id": number,
        "connection": 1,
        "transaction": "A",
        "sql": sql,
        "parameters": [],
        "rows": 1,
        "duration_ms": 0.4,
        "error": None,
        "line": {"file": "main.py", "line": 7},
        "driver": False,
    }
    return "query", fields | more


@pytest.fixture
def run(scene: Scene, worker: Worker, program: Program) -> Run:
    program.events = [
        STARTED,
        query(1, "SELECT *\nFROM tasks WHERE title = $1", parameters=["two\nlines", None], reason="refresh of Task"),
        query(2, "SELEKT 1", error={"code": "42601", "message": "syntax error"}),
        query(3, "SELECT '\\' \\! touch /tmp/x"),
        query(0, "select pg_catalog.version()", driver=True, id=None),
        exited(),
        verdict(),
    ]
    run = scene.queued()
    play_run(run.pk, worker)
    run.refresh_from_db()
    return run


def test_the_events_are_those_that_were_told(scene: Scene, run: Run) -> None:
    answer = scene.client.get(f"/runs/{run.pk}/events.ndjson")
    assert [json.loads(line) for line in answer.content.decode().splitlines()] == run.events
    assert answer["Content-Disposition"] == 'attachment; filename="run-1.ndjson"'


def test_a_run_that_goes_on_gives_what_there_is(scene: Scene, worker: Worker) -> None:
    going = scene.queued()
    assert scene.client.get(f"/runs/{going.pk}/events.ndjson").content.count(b"\n") >= 0


def test_the_statements_are_for_reading_and_nothing_in_them_is_an_order_to_psql(scene: Scene, run: Run) -> None:
    text = scene.client.get(f"/runs/{run.pk}/queries.sql").content.decode()
    assert "-- 1 · 0.4 ms · 1 rows · connection 1 · transaction A · main.py:7 · refresh of Task\n" in text
    assert "-- $1 = two lines\n-- $2 = NULL\nSELECT *\nFROM tasks WHERE title = $1;\n" in text
    assert "-- 42601: syntax error\n-- SELEKT 1\n" in text
    assert "version()" not in text
    assert not [line for line in text.splitlines() if "\\" in line and not line.startswith("--")]


@pytest.mark.parametrize("what", ["events.ndjson", "queries.sql"])
def test_only_for_whose_it_is(scene: Scene, run: Run, as_bob: Client, as_charlie: Client, what: str) -> None:
    url = f"/runs/{run.pk}/{what}"
    assert [client.get(url).status_code for client in (as_bob, as_charlie)] == [404, 404]
    assert Client().get(url).status_code == 302
    assert scene.client.post(url).status_code == 405
