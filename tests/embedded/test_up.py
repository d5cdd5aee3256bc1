"""`./classroom up`, as a person starts, stops and interrupts it."""

import json
import signal
import stat
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.running import Server, classroom, wait_for


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "data").start()
    yield started
    assert started.process is not None
    if started.process.poll() is None:
        started.stop()


@pytest.mark.timeout(240)
def test_a_day_of_an_installation(server: Server) -> None:
    """One long test, because each start takes seconds: first start, second `up`, restart, crashes, end."""
    assert urllib.request.urlopen(server.url + "health/").status == 200
    assert stat.S_IMODE((server.data / "secrets" / "teacher").stat().st_mode) == 0o600
    assert stat.S_IMODE((server.data / "secrets" / "secret_key").stat().st_mode) == 0o600
    assert server.password in server.output

    # A class that opens its page at once waits for the database's connections; nobody is turned away.
    link = f"{server.url}join/{server.join_code}/"
    with ThreadPoolExecutor(120) as class_:
        assert set(class_.map(lambda _: urllib.request.urlopen(link).status, range(240))) == {200}

    told = server.status()
    (beat,) = told["workers"]
    assert (beat["taking"], beat["reason"]) == (True, "")
    assert {pool["name"]: pool["size"] for pool in beat["pools"]} == {"database servers": 3, "cells of current": 3}
    assert json.loads(urllib.request.urlopen(server.url + "health/").read()) == {"ok": True, "workers_taking_runs": 1}
    assert "takes runs; memory held by: " in classroom("status", "--data", str(server.data)).stdout
    assert told["url"] == server.url
    assert told["services"] == dict.fromkeys(("postgres", "sweeper", "valkey", "web", "worker"), "running")

    second = classroom("up", "--data", str(server.data))
    assert second.returncode == 0
    assert server.url in second.stdout

    code, url, password = server.join_code, server.url, server.password
    assert server.stop(signal.SIGTERM) == 0
    assert server.processes == []

    server.start()
    assert (server.join_code, server.url, server.password) == (code, url, password)
    assert password not in server.output

    # The parent is killed: its children end by themselves.
    server.stop(signal.SIGKILL)
    wait_for(lambda: not server.processes, "the end of a killed parent's children")

    # Parent and supervisor are killed: the next start sweeps.
    server.start()
    supervisor = server.service("supervisor.supervisord")
    assert server.process is not None
    server.process.kill()
    supervisor.kill()
    server.process.wait()
    assert server.processes
    server.start()
    assert "left behind" in server.output
    assert server.stop(signal.SIGINT) == 0
    assert server.processes == []
    assert classroom("status", "--data", str(server.data)).returncode == 3


@pytest.mark.timeout(120)
def test_detached(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    try:
        server.start("--detach")
        assert server.process is not None
        assert server.process.wait(30) == 0
        assert urllib.request.urlopen(server.url + "health/").status == 200
    finally:
        assert classroom("down", "--data", str(server.data)).stdout == "Stopped.\n"
    assert server.processes == []
    assert "Nothing runs" in classroom("down", "--data", str(server.data)).stdout


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    done = classroom("up", "--data", str(tmp_path / "data"), "--port", "1")
    assert done.returncode == 1
    assert "Port 1 is taken or not allowed" in done.stderr
    assert not list(tmp_path.iterdir())
