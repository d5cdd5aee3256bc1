"""Every rule, with stories in which it speaks and stories in which it has nothing to say."""

import functools
import itertools
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from sandbox.insights import Watcher
from sandbox.insights.story import shape
from tests.sandbox.schema import SCHEMA

Event = tuple[str, dict[str, Any]]


class Script:
    """Writes a run's events as the sandbox would tell them; every call is one millisecond later."""

    def __init__(self, latency_ms: int = 0) -> None:
        self.events: list[Event] = [("started", {"t": 0.0, "environment": "current", "latency_ms": latency_ms})]
        self.t = 0.0
        self._ids = itertools.count(1)

    def query(self, sql: str, *parameters: str, tx: str | None = "A", line: int | None = 9, **more: Any) -> "Script":
        fields = {
            "id": next(self._ids),
            "connection": 1,
            "transaction": tx,
            "sql": sql,
            "parameters": list(parameters),
            "rows": 1,
            "duration_ms": 0.5,
            "error": None,
            "line": line and {"file": "routes.py", "line": line},
            "driver": False,
            "command": sql.split()[0].rstrip(";"),
            "reason": None,
            "request": None,
            "round_trips": 1,
        }
        return self.event("query", **fields | more)

    def event(self, kind: str, **fields: Any) -> "Script":
        self.t += 1
        self.events.append((kind, {"t": self.t, **fields}))
        return self

    def wait(self, ms: float) -> "Script":
        self.t += ms
        return self

    def lazy(self, count: int, **more: Any) -> "Script":
        for number in range(count):
            self.query("SELECT * FROM categories WHERE id = $1", str(number), **more)
        return self

    def few(self, times: int, values: int, rows: int | None = 10, **more: Any) -> "Script":
        """A SELECT that gave so many rows, and another one for each of them, with few values."""
        self.query("SELECT * FROM tasks", rows=rows, **more)
        for number in range(times):
            self.query("SELECT * FROM categories WHERE id = $1", str(number % values), **more)
        return self

    def request(self, number: int, state: str, **more: Any) -> "Script":
        return self.event("request", id=number, state=state, method="POST", path="/tasks", **more)

    def closed(self, transaction: str | None, goodbye: bool) -> "Script":
        return self.event("connection", id=1, state="closed", said_goodbye=goodbye, transaction=transaction)


def told(script: Script, status: str = "ok") -> dict[str, dict[str, Any]]:
    """Return the last insight of each id; each is checked against the schema."""
    watcher = Watcher()
    found = [insight for kind, fields in script.events for insight in watcher.add(kind, fields)]
    found += watcher.end(status)
    for insight in found:
        jsonschema.validate({"seq": 1, "t": 0, "type": "insight", **insight}, SCHEMA)
    return {insight["id"]: insight for insight in found}


def rules(script: Script, status: str = "ok") -> list[str]:
    return [insight["rule"] for insight in told(script, status).values()]


def each(one: Callable[[Script, int], Script], times: int = 9) -> Script:
    """Nine statements, or so many, that differ as told."""
    return functools.reduce(one, range(times), Script())


LAZY = {"reason": "lazy load of Task.category"}
WORK = "SELECT * FROM tasks WHERE id = $1"

SPEAKS = {
    "n_plus_one": [
        Script().lazy(5, **LAZY),
        Script().lazy(400),
        Script().lazy(6, tx=None),
        # Ten tasks in four categories: one per row, with few values.
        Script().few(10, values=4),
        Script().few(8, values=2, tx=None, request=3),
        Script().few(5, values=2, line=None).few(5, values=2),
    ],
    "duplicate": [
        Script().query(WORK, "1").query(WORK, "1", line=12),
        Script().query("INSERT INTO t VALUES (1)").query(WORK, "1").query(WORK, "1").query("DELETE FROM tasks"),
        # One line that repeats several questions is told once.
        Script().query(WORK, "1").query(WORK, "2").query(WORK, "1").query(WORK, "2"),
        # The very same question for each row, and few questions in a loop over no rows.
        Script().few(10, values=1),
        Script().few(10, values=4, rows=1),
    ],
    "unused_eager_load": [
        Script().query("SELECT * FROM items WHERE order_id IN ($1)", "1", reason="selectin load of Order.items"),
        Script()
        .query("SELECT 1 FROM items", reason="subquery load of Order.items")
        .event("read", attribute="Order.product"),
    ],
    "open_transaction": [Script().query("BEGIN;").query(WORK, "1").closed("A", goodbye=False)],
    "lost_connection": [Script().query("BEGIN;").query(WORK, "1").closed("A", goodbye=True)],
    "idle_in_transaction": [
        Script().query("BEGIN;").wait(300).query("COMMIT;"),
        Script(25).query(WORK, "1").wait(300).query(WORK, "2"),
    ],
    "after_response": [
        Script().request(3, "began").request(3, "answered", status=201).query("INSERT INTO log VALUES (1)", request=3),
    ],
    "commit_after_response": [
        Script()
        .request(3, "began")
        .query("INSERT INTO tasks VALUES (1)", request=3)
        .request(3, "answered", status=201)
        .query("COMMIT;", request=3),
    ],
}

SILENT = {
    "n_plus_one": [
        Script().lazy(4, **LAZY),
        # Other transactions, other requests, other lines: other people's questions.
        each(lambda script, n: script.query(WORK, str(n), tx=chr(65 + n))),
        each(lambda script, n: script.query(WORK, str(n), request=n)),
        each(lambda script, n: script.query(WORK, str(n), line=n + 1)),
        # Writes row by row, and a poll that asks the same each time.
        each(lambda script, n: script.query("INSERT INTO t VALUES ($1)", str(n))),
        each(lambda script, n: script.query("SELECT count(*) FROM t", tx=None)),
        # Rows, and too few questions for them; the same question; rows of another transaction, rows that came later.
        Script().few(4, values=2),
        Script().few(10, values=1),
        Script().few(0, values=1, tx="B").few(10, values=4, rows=4),
        Script().few(10, values=4, rows=None).few(0, values=1),
        # A SELECT with many rows is no reason to repeat itself.
        each(lambda script, n: script.query(WORK, str(n % 2), rows=10)),
    ],
    "duplicate": [
        Script().query(WORK, "1").query(WORK, "2"),
        Script().query(WORK, "1").query(WORK, "1", tx="B"),
        Script().query(WORK, "1").query("UPDATE tasks SET title = 'x'").query(WORK, "1"),
        Script().query(WORK, "1").query(WORK, "1", reason="refresh of Task"),
        Script().query(WORK + " FOR UPDATE", "1").query(WORK + " FOR UPDATE", "1"),
        Script().query("SELECT 1").query("SELECT 1"),
        Script().query(WORK, "1", tx=None).query(WORK, "1", tx=None),
        # An N+1 that asks some of its questions twice is one thing to mend.
        each(lambda script, n: script.query(WORK, str(n % 10)), times=20),
        Script().few(10, values=4),
        # The same line where it had few rows, in another transaction.
        Script().few(10, values=4).few(4, values=2, tx="B"),
        Script().lazy(1200).lazy(1200),
    ],
    "unused_eager_load": [
        Script()
        .query("SELECT 1 FROM items", reason="selectin load of Order.items")
        .event("read", attribute="Order.items"),
        Script().query("SELECT 1 FROM items", reason="lazy load of Order.items"),
    ],
    "open_transaction": [Script().query("BEGIN;").query("COMMIT;").closed(None, goodbye=False)],
    "lost_connection": [Script().query(WORK, "1").closed(None, goodbye=True)],
    "idle_in_transaction": [
        Script().query("BEGIN;").wait(200).query("COMMIT;"),
        Script().query(WORK, "1", tx="A").wait(900).query(WORK, "1", tx="B"),
        # Time in the network, and time in the database, is not idle.
        Script(25).query(WORK, "1").wait(250).query(WORK, "2", round_trips=10),
        Script().query(WORK, "1").wait(900).query("SELECT pg_sleep(0.9)", duration_ms=900),
    ],
    "after_response": [
        Script()
        .request(3, "began")
        .query(WORK, "1", request=3)
        .request(3, "answered", status=200)
        .query("ROLLBACK;", request=3),
        Script().request(3, "began").request(3, "answered", status=200).query(WORK, "1", request=4),
        Script().request(3, "began").query(WORK, "1", request=3),
    ],
    "commit_after_response": [
        # Nothing was written, so nothing can fail that the client was promised.
        Script()
        .request(3, "began")
        .query(WORK, "1", request=3)
        .request(3, "answered", status=200)
        .query("COMMIT;", request=3),
        Script()
        .request(3, "began")
        .query("INSERT INTO t VALUES (1)", request=3)
        .query("COMMIT;", request=3)
        .request(3, "answered", status=201),
    ],
}


@pytest.mark.parametrize(("rule", "script"), [(rule, script) for rule, scripts in SPEAKS.items() for script in scripts])
def test_a_rule_speaks(rule: str, script: Script) -> None:
    assert rule in rules(script)


@pytest.mark.parametrize(("rule", "script"), [(rule, script) for rule, scripts in SILENT.items() for script in scripts])
def test_a_rule_has_nothing_to_say(rule: str, script: Script) -> None:
    assert rule not in rules(script)


def test_one_line_that_repeats_several_questions_is_told_once() -> None:
    script = Script().query(WORK, "1").query(WORK, "2").query(WORK, "1").query(WORK, "2")
    (insight,) = told(script).values()
    assert "2 questions were asked 4 times in transaction A" in insight["sentence"]
    assert insight["queries"] == [1, 3, 2, 4]


def test_an_n_plus_one_names_its_line_and_the_option_that_mends_it() -> None:
    (insight,) = told(Script().query(WORK, "1").lazy(400, line=17, **LAZY)).values()
    assert insight["line"] == {"file": "routes.py", "line": 17}
    assert "400 times" in insight["sentence"]
    assert ".options(selectinload(Task.category))" in insight["advice"]
    assert insight["queries"] == list(range(2, 402))


def test_an_n_plus_one_with_few_values_says_so() -> None:
    (insight,) = told(Script().few(10, values=4)).values()
    assert "sent the same SELECT 10 times, with 4 different values." in insight["sentence"]
    assert insight["queries"] == list(range(2, 12))


def test_one_place_is_told_once_for_all_its_transactions() -> None:
    (insight,) = told(Script().lazy(6, **LAZY).lazy(8, tx="B", **LAZY).lazy(3, tx="C", **LAZY)).values()
    assert "14 times, in 2 transactions" in insight["sentence"]
    assert insight["queries"] == list(range(1, 15))


def test_an_n_plus_one_is_told_while_it_happens_and_once_more_at_the_end() -> None:
    watcher, early = Watcher(), []
    for kind, fields in Script().lazy(40, **LAZY).events:
        early += watcher.add(kind, fields)
    (first,), (last,) = early, list(watcher.end("ok"))
    assert first["id"] == last["id"]
    assert ("5 times" in first["sentence"], "40 times" in last["sentence"]) == (True, True)


def test_values_written_into_the_sql_are_values_all_the_same() -> None:
    script = Script()
    for number in range(6):
        script.query(f"SELECT * FROM tasks WHERE id = {number} AND title = 'it''s {number}'")
    assert rules(script) == ["n_plus_one"]


def test_an_unused_eager_load_is_told_only_of_a_program_that_could_have_read_it() -> None:
    script = Script().query("SELECT 1 FROM items", reason="selectin load of Order.items")
    assert rules(script, "failed") == []


def test_a_transaction_that_was_left_open_names_its_request_and_where_it_was_taken() -> None:
    script = Script().request(7, "began").query("BEGIN;", line=None, request=7).query(WORK, "1", line=12, request=7)
    (insight,) = told(script.request(7, "answered", status=404).closed("A", goodbye=False)).values()
    assert insight["line"] == {"file": "routes.py", "line": 12}
    assert "`POST /tasks`" in insight["sentence"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT 1", "SELECT  2"),
        ("x IN ($1, $2)", "x IN ($1, $2, $3)"),
        ("x IN ($1::INTEGER, $2::INTEGER)", "x IN ($1::INTEGER)"),
        ("name = 'a''b'", "name = ''"),
    ],
)
def test_statements_of_one_shape(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(("one", "other"), [("FROM t1", "FROM t2"), ("id = $1", "id = $2"), ("x > 1", "x < 1")])
def test_statements_of_two_shapes(one: str, other: str) -> None:
    assert shape(one) != shape(other)


@pytest.mark.parametrize("sql", ["($1::int ," * 5_000, "'" * 20_000, "(" * 20_000, "1" * 20_000, "($1 " * 5_000])
@pytest.mark.timeout(2)
def test_no_statement_makes_the_comparison_long(sql: str) -> None:
    shape(sql)
