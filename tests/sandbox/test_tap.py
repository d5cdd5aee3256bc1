"""What the tap sees of real programs on a real leased server."""

import asyncio
from typing import Any

import pytest

from tests.sandbox.conftest import Box, Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

SEED = (
    "CREATE TABLE tasks (id serial PRIMARY KEY, title text); INSERT INTO tasks (title) VALUES (:'title'), ('second');"
)
HEAD = """
import asyncio, asyncpg
async def connect(**other):
    return await asyncpg.connect(**{"host": "localhost", "user": "user", "password": "pass", "database": "taskdb"} | other)
"""


async def database(box: Box, body: str, **job: object):
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    program = f"{HEAD}\nasync def main():\n    db = await connect()\n{lines}\nasyncio.run(main())"
    return await box.run(program, seed=SEED, values={"title": "it's"}, **job)


def told_gauge(seen: Seen) -> list[dict[str, Any]]:
    return [fields for kind, fields in seen.events if kind == "connections"]


async def test_statements_parameters_rows_and_transactions(box: Box) -> None:
    seen = await database(
        box,
        """
async with db.transaction():
    await db.fetch("SELECT * FROM tasks WHERE id = $1 OR title = $2", 2, "it's")
print(await db.fetchval("SELECT count(*) FROM tasks"))
        """,
    )
    told = [(q["sql"], q["parameters"], q["rows"], q["transaction"]) for q in seen.queries()]
    assert told == [
        ("BEGIN;", [], None, "A"),
        ("SELECT * FROM tasks WHERE id = $1 OR title = $2", ["2", "it's"], 2, "A"),
        ("COMMIT;", [], None, "A"),
        ("SELECT count(*) FROM tasks", [], 1, None),
    ]
    assert seen.outcome.queries == 4


async def test_an_error_is_recorded_with_its_code(box: Box) -> None:
    seen = await database(box, "await db.execute('SELECT 1 / 0')")
    assert seen.queries()[-1]["error"] == {"code": "22012", "message": "division by zero"}


async def test_a_syntax_error_is_recorded_though_it_was_never_executed(box: Box) -> None:
    seen = await database(box, "await db.fetch('SELEKT $1::int', 1)")
    assert seen.queries()[-1]["error"]["code"] == "42601"


async def test_sqlalchemy_statements_name_their_line(box: Box) -> None:
    program = """from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
import asyncio
async def main():
    async with create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb").connect() as db:
        print((await db.execute(
            text("SELECT title FROM tasks WHERE id = :id"), {"id": 1})).scalar())
asyncio.run(main())"""
    seen = await box.run(program, seed=SEED, values={"title": "first"})
    assert seen.text() == "first\n", seen
    (query,) = [q for q in seen.queries() if "tasks" in q["sql"]]
    assert query["line"] == {"file": "main.py", "line": 6}
    assert "/*" not in query["sql"]
    # What SQLAlchemy asks when it first connects is told apart, its transaction included.
    assert [q["sql"] for q in seen.queries()] == ["BEGIN;", query["sql"], "ROLLBACK;"]
    assert seen.queries(driver=True)


async def test_the_gauge_counts_connections_and_transactions(box: Box) -> None:
    seen = await database(
        box,
        """
other = await connect()
await db.execute("BEGIN")
await asyncio.sleep(0.1)
await db.execute("COMMIT")
await asyncio.sleep(0.1)
await other.close()
        """,
    )
    gauge = [(f["open"], f["idle_in_transaction"]) for f in told_gauge(seen)]
    assert (2, 1) in gauge
    assert (2, 0) in gauge
    assert gauge[-1] == (0, 0)


@pytest.mark.parametrize(
    ("body", "idle"),
    [
        ("async with db.transaction(): await db.execute('SELECT 1')", 1),
        # All of it is one message, so nobody waits in between.
        ("await db.execute('BEGIN; SELECT 1; COMMIT')", 0),
        ("await db.execute('SELECT 1')", None),
    ],
)
async def test_the_gauge_denies_no_transaction_however_short(box: Box, body: str, idle: int | None) -> None:
    seen = await database(box, f"await asyncio.sleep(0.05)\n{body}\nawait asyncio.sleep(0.05)")
    gauge = told_gauge(seen)
    inside = [f["idle_in_transaction"] for f in gauge if f["in_transaction"]]
    assert max(inside, default=None) == idle
    assert gauge[-1]["in_transaction"] == 0


async def test_the_gauge_tells_no_flicker(box: Box) -> None:
    body = "for _ in range(1000):\n    async with db.transaction(): await db.execute('SELECT 1')"
    seen = await database(box, body)
    assert seen.outcome.queries == 3000
    peaks = 3
    assert len(told_gauge(seen)) <= seen.outcome.duration_ms / 10 + peaks


async def test_another_database_is_refused(box: Box) -> None:
    seen = await database(box, "await connect(database='postgres')")
    assert 'database "postgres" does not exist' in seen.text("stderr")


async def test_the_learner_is_no_superuser_and_finds_no_other_database(box: Box) -> None:
    seen = await database(
        box,
        """
print(await db.fetchval("SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"))
print([r[0] for r in await db.fetch("SELECT datname FROM pg_database WHERE datallowconn AND datname <> current_database()"
    " AND has_database_privilege(datname, 'CONNECT')")])
        """,
    )
    assert seen.text() == "False\n[]\n"


@pytest.mark.parametrize(
    "attack",
    [
        "await db.execute(\"COPY (SELECT 1) TO PROGRAM 'touch /tmp/x'\")",
        "await db.fetch(\"SELECT pg_read_file('/etc/passwd')\")",
        "await db.execute('CREATE EXTENSION postgres_fdw')",
        "await db.execute('CREATE ROLE intruder SUPERUSER')",
        "await db.execute('ALTER SYSTEM SET shared_buffers = 1')",
        "await db.execute('CREATE FUNCTION f() RETURNS int LANGUAGE c AS $$/tmp/x.so$$')",
    ],
)
async def test_the_server_grants_no_way_out(box: Box, attack: str) -> None:
    seen = await database(box, attack)
    assert seen.queries()[-1]["error"], seen
    assert seen.outcome.status == "failed"


async def test_a_run_may_hold_so_many_connections(box: Box) -> None:
    seen = await database(box, "kept = [await connect() for _ in range(5)]", limits={"connections": 3})
    assert "may hold 3 connections" in seen.text("stderr")


async def test_too_many_statements_end_the_run(box: Box) -> None:
    seen = await database(box, "while True: await db.execute('SELECT 1')", limits={"queries": 50})
    assert seen.outcome.status == "database_limit"
    assert "50 statements" in seen.outcome.message


async def test_too_many_bytes_end_the_run(box: Box) -> None:
    body = "while True: await db.fetch(\"SELECT repeat('x', 500000)\")"
    seen = await database(box, body, limits={"database_bytes": 2**20})
    assert seen.outcome.status == "database_limit"
    assert "1 MiB" in seen.outcome.message


async def test_a_cancelled_statement_is_cancelled_on_the_server(box: Box) -> None:
    body = "try:\n    await db.execute('SELECT pg_sleep(60)', timeout=0.2)\nexcept TimeoutError:\n    print('gave up')"
    seen = await database(box, body + "\nawait asyncio.sleep(0.2)")
    assert seen.text() == "gave up\n"
    assert seen.queries()[-1]["error"]["code"] == "57014"


async def test_latency_is_added_to_each_round_trip(box: Box) -> None:
    body = "import time; began = time.monotonic()\nfor _ in range(5): await db.execute('SELECT 1')"
    seen = await database(box, body + "\nprint(time.monotonic() - began)", latency_ms=25)
    assert float(seen.text()) >= 5 * 0.025


async def test_bytes_that_are_not_the_protocol_only_lose_their_connection(box: Box) -> None:
    program = """import socket
for junk in (b"GET / HTTP/1.1\\r\\n\\r\\n", b"\\0\\0\\0\\4", b"\\xff" * 100, b"\\0\\0\\0\\x08\\0\\3\\0\\0" + b"Q\\xff\\xff\\xff\\xff"):
    with socket.create_connection(("localhost", 5432)) as s:
        s.sendall(junk); s.shutdown(socket.SHUT_WR); s.recv(1000)
print("done")"""
    seen = await box.run(program)
    assert seen.text() == "done\n"


async def test_many_runs_at_once_see_only_their_own_data(box: Box) -> None:
    body = """
await db.execute("INSERT INTO tasks (title) VALUES ('mine')")
print(await db.fetchval("SELECT count(*) FROM tasks"))
    """
    for seen in await asyncio.gather(*(database(box, body) for _ in range(6))):
        assert seen.text() == "3\n"
