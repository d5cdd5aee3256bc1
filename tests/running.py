"""A whole installation on one machine, started as its user would, for the tests that need one."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tutor.embedded.home import BASE
from tutor.embedded.layout import Layout
from tutor.embedded.leftovers import belongs

# Settings that the test session made for itself are not this installation's.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("CLASSROOM_")}


def classroom(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    command = [sys.executable, str(BASE / "manage.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)


@dataclass
class Server:
    """One `./classroom up` in the foreground."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    url: str = ""
    output: str = ""
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    def start(self, *words: str) -> "Server":
        """Start and read what it prints until it is ready."""
        command = [sys.executable, str(BASE / "manage.py"), "up", "--data", str(self.data), *words]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=ENVIRONMENT | self.settings,
        )
        assert self.process.stdout is not None
        self.output = ""
        for line in self.process.stdout:
            self.output += line
            if line.startswith("Ready: "):
                self.url = line.split()[1]
                return self
        raise AssertionError(f"`up` ended: {self.output}\n{self.logs()}")

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send a signal to `up` itself, as a terminal does, and return its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(60)

    @property
    def join_code(self) -> str:
        return self._told(r"join with the code (\w+)")

    @property
    def password(self) -> str:
        return (self.data / "secrets" / "teacher").read_text().strip()

    @property
    def processes(self) -> list[psutil.Process]:
        """All processes of this installation that are alive now."""
        return [process for process in psutil.process_iter() if belongs(process, Layout(self.data))]

    def service(self, words: str) -> psutil.Process:
        """Return the supervised process whose command line contains ``words``."""
        return next(p for p in self.processes if words in " ".join(p.cmdline()))

    def logs(self) -> str:
        return "\n".join(f"== {log.name}\n{log.read_text()[-3000:]}" for log in Layout(self.data).logs.glob("*.log"))

    def status(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(classroom("status", "--data", str(self.data), "--json").stdout)
        return told

    def _told(self, pattern: str) -> str:
        found = re.search(pattern, self.output)
        assert found, self.output
        return found[1]


def wait_for(happened: Callable[[], object], what: str, seconds: float = 30.0) -> None:
    """Look until something outside of this process has happened."""
    waiter = psutil.Process()
    for _ in range(round(seconds / 0.05)):
        if happened():
            return
        try:
            waiter.wait(0.05)
        except psutil.TimeoutExpired:
            continue
    raise AssertionError(f"{what} did not happen within {seconds} s")
