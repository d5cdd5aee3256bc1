"""Starts supervisor and talks to it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from supervisor.xmlrpc import SupervisorTransport

from tutor.embedded.layout import Layout

_PR_SET_PDEATHSIG = 1
# An answer within this time, or the service has a problem that its log explains.
READY_SECONDS = 60.0
LOOK_SECONDS = 0.05


class Supervisor:
    """One running supervisor with the services in it."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._process: subprocess.Popen[bytes] | None = None
        address = f"unix://{layout.sockets / 'supervisor.sock'}"
        transport = SupervisorTransport(None, None, address)  # type: ignore[no-untyped-call]
        self._server = xmlrpc.client.ServerProxy("http://localhost", transport=transport)

    def start(
        self, configuration: str, environment: dict[str, str], held: list[int], detach: bool
    ) -> subprocess.Popen[bytes]:
        """Start it with descriptors ``held``; unless detached it ends in good order when this process dies, however."""
        path = self._layout.sockets / "supervisor.conf"
        path.write_text(configuration)
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "supervisor.supervisord", "-c", str(path)],
            env={**os.environ, **environment, "CLASSROOM_SERVED_FROM": str(self._layout.data)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=held,
            start_new_session=True,
            preexec_fn=None if detach else _end_with_parent,  # one prctl, before any thread
        )
        return self._process

    def start_service(self, name: str) -> None:
        """Start one service that does not start by itself."""
        self._call("startProcess", name, False)

    def services(self) -> list[dict[str, Any]]:
        """Return supervisor's own account of each service."""
        found: list[dict[str, Any]] = self._call("getAllProcessInfo")
        return found

    def shut_down(self) -> None:
        """Ask for the end of everything; returns at once."""
        with suppress(OSError, HTTPException, xmlrpc.client.Fault):
            self._call("shutdown")

    def wait_until(self, ready: Callable[[], bool], what: str) -> None:
        """Wait until ``ready()``; raises SystemExit naming the log to read when that takes too long."""
        deadline = time.monotonic() + READY_SECONDS
        while not ready():
            if self._process is not None and self._process.poll() is not None:
                raise SystemExit(f"The supervisor ended. Its log: {self._layout.logs / 'supervisor.log'}")
            if time.monotonic() > deadline:
                raise SystemExit(f"{what} did not become ready. Its log: {self._layout.logs}/{what}.log")
            time.sleep(LOOK_SECONDS)

    def _call(self, method: str, *arguments: object) -> Any:
        return getattr(self._server.supervisor, method)(*arguments)


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
