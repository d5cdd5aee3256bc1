"""What is planted on the host's side, so that an escape is seen: secrets that may not be read, doors that may not be heard."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# Wherever this word appears in an attack's output, it came from outside of its run.
SECRET = "CANARY-" + secrets.token_hex(12)


@dataclass
class Canaries:
    """The planted things, and who knocked at them."""

    file: Path
    unix: Path
    abstract: str
    tcp_port: int
    udp_port: int
    sockets: list[socket.socket] = field(default_factory=list)

    def heard(self) -> list[str]:
        """Return which of the host's doors somebody knocked at."""
        knocked = []
        for one in self.sockets:
            try:
                one.recv(1) if one.type == socket.SOCK_DGRAM else one.accept()[0].close()
            except BlockingIOError:
                continue
            knocked.append(str(one.getsockname()))
        return knocked

    def facts(self) -> dict[str, object]:
        """Return what a spy would tell the attacker."""
        return {
            "secret_file": str(self.file),
            "home": str(Path.home()),
            "unix_socket": str(self.unix),
            "abstract_socket": self.abstract,
            "tcp_port": self.tcp_port,
            "udp_port": self.udp_port,
            "worker_pid": os.getpid(),
            "worker_uid": os.getuid(),
            "repository": str(Path(__file__).resolve().parent.parent.parent),
        }


@contextmanager
def planted() -> Iterator[Canaries]:
    """Plant a file in the home, a variable in the environment, two ports and two sockets; remove them afterwards."""
    file = Path.home() / f".hostile-canary-{os.getpid()}"
    unix = Path.home() / f".hostile-canary-{os.getpid()}.sock"
    file.write_text(SECRET)
    os.environ["HOSTILE_CANARY"] = SECRET
    abstract = f"hostile-canary-{os.getpid()}"
    doors = [_tcp(), _udp(), _unix(str(unix)), _unix("\0" + abstract)]
    try:
        yield Canaries(file, unix, abstract, doors[0].getsockname()[1], doors[1].getsockname()[1], doors)
    finally:
        for door in doors:
            door.close()
        unix.unlink()
        file.unlink()
        del os.environ["HOSTILE_CANARY"]


# A run that lives while the others attack: it holds the secret in memory, in files, in its database and in a socket.
VICTIM = f"""
import asyncio, asyncpg, os, socket
os.environ["HOSTILE_CANARY"] = {SECRET!r}
for folder in ("/work", "/tmp", "/dev/shm"):
    open(folder + "/victim", "w").write({SECRET!r})
door = socket.socket(socket.AF_UNIX); door.bind("\\0victim"); door.listen()
other = socket.create_server(("127.0.0.1", 7777))
async def main():
    db = await asyncpg.connect(host="localhost", user="user", password="pass", database="taskdb")
    await db.execute("CREATE TABLE victim AS SELECT '{SECRET}' AS secret; SELECT pg_advisory_lock(4711)")
    print("holding", flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


def _tcp() -> socket.socket:
    return _ready(socket.create_server(("0.0.0.0", 0)))


def _udp() -> socket.socket:
    door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    door.bind(("0.0.0.0", 0))
    return _ready(door)


def _unix(address: str) -> socket.socket:
    door = socket.socket(socket.AF_UNIX)
    door.bind(address)
    door.listen()
    return _ready(door)


def _ready(door: socket.socket) -> socket.socket:
    door.setblocking(False)
    return door
