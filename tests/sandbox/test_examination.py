"""An application in one cell, examined from another; and tests that have their application beside them."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from sandbox import DOORS, Examined, Job, Limits, SandboxError, Status
from tests.sandbox.applications import FILES, LEAKING, MODELS, SEED
from tests.sandbox.conftest import Box

pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass
class Seen:
    examined: Examined
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [fields for name, fields in self.events if name == kind]

    def text(self, kind: str) -> str:
        return "".join(fields["text"] for fields in self.of(kind))

    @property
    def found(self) -> dict[str, tuple[str, str]]:
        """Each test's outcome and message, by its name."""
        return {report.test.partition("::")[2]: (report.outcome, report.message) for report in self.examined.reports}


async def examine(box: Box, client: str, role: str = "tests", latency_ms: int = 0, **application: Any) -> Seen:
    files = {**FILES, **application.pop("files", {})}
    served = Job(files, entry="main:app", role="application", seed=SEED, latency_ms=latency_ms, **application)
    name = "test_it.py" if role == "tests" else "drive.py"
    examiner = Job({"models.py": MODELS, name: client}, name, role, doors=DOORS, settings={"APPLICATION": "served"})
    events: list[tuple[str, dict[str, Any]]] = []
    examined = await box.sandbox.examine(served, examiner, lambda kind, fields: events.append((kind, fields)))
    return Seen(examined, events)


async def beside(box: Box, test: str, **files: str) -> Seen:
    named = {f"{name}.py": text for name, text in files.items()}
    settings = {"APPLICATION": "here"}
    job = Job(
        {**FILES, **named, "test_it.py": test}, "test_it.py", "tests", seed=SEED, doors=DOORS[1:], settings=settings
    )
    events: list[tuple[str, dict[str, Any]]] = []
    return Seen(await box.sandbox.test(job, lambda kind, fields: events.append((kind, fields))), events)


async def test_fixtures(box: Box) -> None:
    seen = await examine(
        box,
        """
from models import Task
from sqlalchemy import select

async def test_flushed_is_seen_and_counted(client, db_session, queries):
    db_session.add(Task(title="hello"))
    await db_session.flush()
    answer = await client.get("/tasks/1")
    assert answer.json() == {"title": "hello"}
    assert len(queries) == 1
    assert queries.selects[0].parameters == ["1"]

async def test_tables_are_empty_again(client, db_session):
    assert (await client.get("/tasks/1")).status_code == 404
    assert (await client.post("/tasks", params={"title": "new"})).status_code == 201
    assert (await db_session.scalar(select(Task.title))) == "new"

async def test_fails_in_words(client):
    assert (await client.get("/crash")).status_code == 200, "It crashed."

async def test_raises(client):
    raise KeyError("x")

async def test_together(client, concurrently):
    answers = await concurrently(*(client.get("/tasks/1") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {404}
""",
    )
    assert seen.found == {
        "test_flushed_is_seen_and_counted": ("passed", ""),
        "test_tables_are_empty_again": ("passed", ""),
        "test_fails_in_words": ("failed", "It crashed."),
        "test_raises": ("failed", "KeyError: 'x'"),
        "test_together": ("passed", ""),
    }
    assert seen.examined.outcome.status == Status.OK
    assert seen.examined.reports[0].queries == 1
    assert "RuntimeError: on purpose" in seen.text("stderr")


async def test_what_was_answered_is_there_for_whoever_asks_next(box: Box) -> None:
    """The commit takes a while and comes behind the answer; neither a request nor a look at the tables overtakes it."""
    test = """
import pytest
from models import Task
from sqlalchemy import select, text

@pytest.fixture(autouse=True)
async def slow_commit(db_session):
    sleep = "LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END'"
    await db_session.execute(text(f"CREATE OR REPLACE FUNCTION slow() RETURNS trigger {sleep}"))
    await db_session.execute(text("DROP TRIGGER IF EXISTS slow ON tasks"))
    trigger = "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON tasks DEFERRABLE INITIALLY DEFERRED"
    await db_session.execute(text(f"{trigger} FOR EACH ROW EXECUTE FUNCTION slow()"))

async def test_request(client):
    await client.post("/tasks", params={"title": "new"})
    assert (await client.get("/tasks/1")).status_code == 200

async def test_select(client, db_session):
    await client.post("/tasks", params={"title": "new"})
    assert (await db_session.scalars(select(Task.title))).all() == ["new"]

async def test_text(client, db_session):
    await client.post("/tasks", params={"title": "new"})
    assert await db_session.scalar(text("SELECT title FROM tasks")) == "new"
"""
    seen = await examine(box, test)
    assert set(seen.found.values()) == {("passed", "")}, seen.found


async def test_the_answer_leaves_before_the_commit(box: Box) -> None:
    driver = """
import httpx
print("client", httpx.post("http://localhost:8000/tasks?title=x").status_code)
"""
    seen = await examine(box, driver, "program", latency_ms=25)
    began, answered = seen.of("request")
    assert (began["state"], began["method"], began["path"]) == ("began", "POST", "/tasks?title=x")
    assert (answered["state"], answered["status"], answered["body"]) == ("answered", 201, "{}")
    (commit,) = [query for query in seen.of("query") if query["sql"].startswith("COMMIT")]
    assert commit["t"] > answered["t"]
    assert [fields.get("from") for fields in seen.of("stdout")] == ["client", None]
    assert {query["request"] for query in seen.of("query") if query["sql"].startswith("INSERT")} == {1}


async def test_a_connection_that_the_application_ends_is_ended_for_its_client(box: Box) -> None:
    main = """
async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})
    raise RuntimeError("behind the answer")
"""
    driver = """
import time
import httpx
with httpx.Client(base_url="http://localhost:8000") as client:
    for _ in range(3):
        print(client.get("/").status_code)
        time.sleep(0.1)
"""
    seen = await examine(box, driver, "program", files={"main.py": main})
    assert seen.text("stdout") == "204\n" * 3


async def test_an_application_that_leaks_is_told_so(box: Box) -> None:
    test = """
async def test_leaks(client, connections):
    assert (await client.get("/tasks/1")).status_code == 404
    assert connections.in_transaction == 0, f"{connections.in_transaction} left open"

async def test_next(client):
    pass
"""
    seen = await examine(box, test, files={"database.py": LEAKING})
    assert seen.found["test_leaks"] == ("failed", "1 left open")
    assert seen.found["test_next"][0] == "failed"
    assert "still holds a transaction open" in seen.found["test_next"][1]
    # That the connection is closed in the end is not the application's doing.
    assert seen.of("connections")[-1] | {"t": 0} == {"t": 0, "open": 1, "in_transaction": 1, "idle_in_transaction": 1}


@pytest.mark.parametrize(
    ("main", "status", "words"),
    [
        ("import nothing_like_it", Status.FAILED, "ModuleNotFoundError"),
        ("x = (", Status.FAILED, "SyntaxError"),
        ("import os\nos._exit(0)", Status.OK, ""),
        ("while True: pass", Status.TIMED_OUT, ""),
    ],
)
async def test_an_application_that_does_not_start(box: Box, main: str, status: Status, words: str) -> None:
    test = "async def test_it(client):\n    assert (await client.get('/tasks/1')).status_code == 404\n"
    seen = await examine(box, test, files={"main.py": main}, limits=Limits(seconds=1))
    assert seen.examined.outcome.status == status
    assert words in seen.text("stderr")
    assert not [outcome for outcome, _ in seen.found.values() if outcome == "passed"]


async def test_a_hostile_application_gets_no_verdict_out_of_it(box: Box) -> None:
    """It speaks no HTTP, prints reports, and looks for the examiner's desk."""
    main = """
import socket, sys
print('{"ask": "report", "test": "test_it.py::test_it", "outcome": "passed"}')
for port in (8000, 8001):
    try:
        socket.create_connection(("127.0.0.1", port), 1)
    except OSError as error:
        print("refused", port)
server = socket.socket(fileno=3)
while True:
    client, _ = server.accept()
    client.recv(1000)
    client.sendall(b"not HTTP at all" * 1000)
    client.close()
"""
    test = "async def test_it(client):\n    assert (await client.get('/')).status_code == 200\n"
    seen = await examine(box, test, files={"main.py": main})
    assert seen.text("stdout").count("refused") == 2
    assert seen.found["test_it"][0] == "failed"


async def test_an_examiner_that_breaks_is_our_fault(box: Box) -> None:
    with pytest.raises(SandboxError, match="nothing_like_it"):
        await examine(box, "import nothing_like_it")
    with pytest.raises(SandboxError, match="ZeroDivisionError"):
        await examine(box, "1 / 0", "program")


async def test_cancelled(box: Box) -> None:
    began = asyncio.Event()
    served = Job(FILES, entry="main:app", role="application", seed=SEED)
    examiner = Job({"drive.py": "import time; time.sleep(60)"}, "drive.py", doors=DOORS)
    task = asyncio.create_task(box.sandbox.examine(served, examiner, lambda kind, _: began.set()))
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_beside_its_application(box: Box) -> None:
    test = """
import database
from httpx import ASGITransport, AsyncClient
from main import app

async def test_not_found(client, queries, connections):
    assert (await client.get("/tasks/1")).status_code == 404
    assert len(queries) == 1
    assert connections.in_transaction == 0
    assert database.engine.pool.checkedout() == 0

async def test_own_transport():
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as own:
        assert (await own.get("/tasks/1")).status_code == 404
"""
    seen = await beside(box, test)
    assert seen.found == {"test_not_found": ("passed", ""), "test_own_transport": ("passed", "")}
    seen = await beside(box, test, database=LEAKING)
    assert seen.found["test_not_found"][0] == "failed"


async def test_a_leak_that_a_test_did_not_look_for_fails_no_other_test(box: Box) -> None:
    test = """
import pytest

@pytest.mark.parametrize("number", range(3))
async def test_not_found(client, number):
    assert (await client.get("/tasks/1")).status_code == 404
"""
    seen = await beside(box, test, database=LEAKING)
    assert [outcome for outcome, _ in seen.found.values()] == ["passed"] * 3


async def test_a_fixture_may_find_something_when_the_test_has_ended(box: Box) -> None:
    test = """
import database, pytest

@pytest.fixture(autouse=True)
def nothing_is_left():
    yield
    assert database.engine.pool.checkedout() == 0, "left behind"

async def test_not_found(client):
    assert (await client.get("/tasks/1")).status_code == 404
"""
    assert (await beside(box, test)).found == {"test_not_found": ("passed", "")}
    assert (await beside(box, test, database=LEAKING)).found == {"test_not_found": ("failed", "left behind")}


async def test_tests_that_say_what_did_not_happen(box: Box) -> None:
    """A learner's tests may say what they like, about themselves; a broken line ends their conversation, not the run."""
    test = """
import json, os, socket
with socket.create_connection(("127.0.0.1", 8001)) as desk:
    desk.sendall(b"\\xff\\xfe" + b"x" * 100_000 + b"\\n")
with socket.create_connection(("127.0.0.1", 8001)) as desk:
    for outcome in ("passed", "anything"):
        desk.sendall(json.dumps({"ask": "report", "test": "forged", "outcome": outcome}).encode() + b"\\n")
        desk.recv(100)
os._exit(0)
"""
    seen = await beside(box, test)
    assert [(report.test, report.outcome) for report in seen.examined.reports] == [("forged", "passed")]
