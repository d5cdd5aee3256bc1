"""The tap's record is PostgreSQL's own log, statement by statement, value by value, connection by connection."""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sandbox import Limits, wire
from sandbox.leases import DATABASE, ROLE, Session
from sandbox.postgres import POSTGRES, make_cluster
from sandbox.provision import environment_folder, provision
from sandbox.stillness import Stillness
from sandbox.tap import Tap
from tests.running import wait_for
from tutor.embedded.home import BASE, SANDBOX

SPOKEN = Path(__file__).parent / "spoken"
# How a learner's process begins, without the walls: it knows no more of this package than its template.
BEGIN = f"""
import runpy, sys, types
package = sys.modules["sandbox"] = types.ModuleType("sandbox")
package.__path__ = [{str(BASE / "sandbox")!r}]
from sandbox.template import attribution
attribution.listen()
runpy.run_path(sys.argv[1])
"""
LOGGED = {
    "listen_addresses": "",
    "logging_collector": "on",
    "log_destination": "jsonlog",
    "log_directory": "log",
    "log_filename": "all.log",
    "log_statement": "all",
    "log_error_verbosity": "default",
    "timezone": "UTC",
    "max_worker_processes": "0",
    "autovacuum": "off",
}
Told = tuple[str, str, str]


class PlainServer:
    """Stands where a lease stands: a real server that writes down what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def session(self, settings: dict[str, str]) -> Session:
        reader, writer = await asyncio.open_unix_connection(sock=await self.connect())
        writer.write(wire.startup({**settings, "user": ROLE, "database": DATABASE}))
        greeting = b""
        while not greeting.endswith(b"Z\0\0\0\5I"):
            greeting += await reader.read(65536)
        return Session(reader, writer, greeting)

    async def connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, str(self.folder / ".s.PGSQL.5432"))
        return connection

    def log(self) -> list[dict[str, Any]]:
        lines = (self.folder / "data" / "log" / "all.json").read_text().splitlines()
        return [entry for entry in map(json.loads, lines) if entry.get("dbname") == DATABASE]


@contextmanager
def logging_server(folder: Path) -> Iterator[PlainServer]:
    data = folder / "data"
    setup = f"CREATE ROLE {ROLE} SUPERUSER LOGIN\nCREATE DATABASE {DATABASE} OWNER {ROLE}\n"
    # A container's /tmp is small.
    make_cluster(data, "postgres", "--no-sync", "--wal-segsize=1", setup=setup)
    options = [f"-c{name}={value}" for name, value in {**LOGGED, "unix_socket_directories": str(folder)}.items()]
    process = subprocess.Popen([POSTGRES / "bin" / "postgres", "-D", data, *options], stderr=subprocess.DEVNULL)
    status = data / "postmaster.pid"
    try:
        wait_for(lambda: status.exists() and status.read_text().rstrip().endswith("ready"), "the server's start")
        yield PlainServer(folder)
    finally:
        process.terminate()
        process.wait()


async def spoken(folder: Path, name: str) -> tuple[list[tuple[str, dict[str, Any]]], list[dict[str, Any]]]:
    """Run one of the programs through a tap; returns the tap's events and the server's log, complete."""
    provision(SANDBOX, print)
    events: list[tuple[str, dict[str, Any]]] = []
    with logging_server(folder) as server:
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        listener.setblocking(False)
        port = listener.getsockname()[1]
        limits = Limits(queries=20_000, connections=100)
        tap = Tap(
            server,
            limits,
            0,
            lambda kind, fields: events.append((kind, {**fields, "arrived": time.monotonic()})),
            lambda why, value: events.append(("exceeded", {"why": why, "value": value})),
        )  # type: ignore[arg-type]
        serving = asyncio.create_task(tap.serve(listener, asyncio.create_task(asyncio.sleep(0))))
        environment = {
            **os.environ,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "DATABASE": f"postgresql://{ROLE}@127.0.0.1:{port}/{DATABASE}",
        }
        python = environment_folder(SANDBOX, "current") / "bin" / "python"
        program = await asyncio.create_subprocess_exec(python, "-c", BEGIN, SPOKEN / f"{name}.py", env=environment)
        assert await asyncio.wait_for(program.wait(), 60) == 0
        # The last statements' connections end a moment after the program.
        await Stillness(tap, ()).settled()
        serving.cancel()
    log = server.log()
    shutil.rmtree(folder / "data")
    return events, log


@pytest.mark.parametrize("name", ["raw", "core", "orm", "simple", "load"])
@pytest.mark.asyncio(loop_scope="session")
async def test_the_record_is_the_servers_own_log(tmp_path: Path, name: str) -> None:
    events, log = await spoken(tmp_path, name)
    recorded, logged = _recorded(events), _logged(log)
    assert sum(map(len, recorded)) > 20
    assert sorted(recorded) == sorted(logged)
    if name == "load":
        assert _rate(events) > 1_000


def _rate(events: list[tuple[str, dict[str, Any]]]) -> float:
    """Statements a second, from the first one's arrival to the last one's."""
    times = [fields["arrived"] for kind, fields in events if kind == "query"]
    return len(times) / (times[-1] - times[0])


def _recorded(events: list[tuple[str, dict[str, Any]]]) -> list[list[Told]]:
    """Each connection's statements with their values and their errors' codes, as the tap tells them."""
    connections: dict[int, list[Told]] = {}
    for kind, fields in events:
        assert kind != "exceeded"
        if kind == "query":
            error = fields["error"]["code"] if fields["error"] else ""
            connections.setdefault(fields["connection"], []).append((fields["sql"], _values(fields), error))
    return [_as_it_was_sent(told) for told in connections.values()]


def _as_it_was_sent(told: list[Told]) -> list[Told]:
    """What was sent as one text is logged once, however many statements are in it."""
    sent: list[Told] = []
    for sql, values, error in told:
        if sent and ";" in sql and sent[-1][0] == sql and not values:
            sent[-1] = (sql, values, error)
        else:
            sent.append((sql, values, error))
    return sent


def _values(fields: dict[str, Any]) -> str:
    shown = {"true": "t", "false": "f"}
    texts = [
        "NULL" if value is None else "'" + shown.get(value, value).replace("'", "''") + "'"
        for value in fields["parameters"]
    ]
    return ", ".join(f"${number} = {text}" for number, text in enumerate(texts, start=1))


def _logged(log: list[dict[str, Any]]) -> list[list[Told]]:
    """The same out of the server's log: a statement is an entry, and its error another one."""
    sessions: dict[str, list[Told]] = {}
    for entry in log:
        told = sessions.setdefault(entry["session_id"], [])
        found = re.match(r"(?:statement|execute (?:fetch from )?\S+): (?P<sql>.*)", entry["message"], re.DOTALL)
        if entry["error_severity"] == "LOG" and found:
            detail = entry.get("detail", "")
            values = detail.removeprefix("Parameters: ") if detail.startswith("Parameters: ") else ""
            told.append((_stripped(found["sql"]), values, ""))
        elif entry["error_severity"] == "ERROR":
            sql = _stripped(entry.get("statement", ""))
            if told and told[-1][0] == sql and not told[-1][2]:
                told[-1] = (sql, told[-1][1], entry["state_code"])
            else:
                told.append((sql, "", entry["state_code"]))
    return [told for told in sessions.values() if told]


def _stripped(sql: str) -> str:
    return sql.strip()
