"""A lease: one PostgreSQL server for one run, in a cell of its own, gone with one kill."""

import asyncio
import hashlib
import os
import re
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox import wire
from sandbox.cells import Cell
from sandbox.outcome import SandboxError, SeedError
from sandbox.postgres import INITDB, make_cluster, run

ROLE = "learner"
DATABASE = "taskdb"
ANSWER_SECONDS = 15.0
# All messages of an answer together: what stands in the database may be of any size.
LONGEST_ANSWER = 1024 * 1024

OPTIONS = ("--no-sync", "--wal-segsize=1")
# Durability costs time, and this data lives for one run. Nothing here listens on a network.
CONFIGURATION = """
listen_addresses = ''
shared_buffers = 8MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 16MB
min_wal_size = 2MB
autovacuum = off
max_worker_processes = 0
max_parallel_workers = 0
max_connections = 120
max_locks_per_transaction = 16
max_pred_locks_per_transaction = 10
max_files_per_process = 100
max_prepared_transactions = 0
jit = off
io_method = sync
logging_collector = off
log_min_messages = panic
dynamic_shared_memory_type = mmap
temp_file_limit = 64MB
timezone = 'UTC'
"""
# The superuser cannot connect at all: whoever judges does so as the learner's own role.
ACCESS = f"local {DATABASE} {ROLE} trust\n"
# A database is made in single-user mode, one statement a line.
SETUP = f"""CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION
CREATE DATABASE {DATABASE} OWNER {ROLE}
REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC
"""


def template_folder(home: Path) -> Path:
    """Return the data folder that all leases lie on top of, named after its recipe and the server's version."""
    recipe = (run("postgres", "--version"), *INITDB, *OPTIONS, CONFIGURATION, ACCESS, SETUP)
    return home / f"postgres-{hashlib.sha256(chr(0).join(recipe).encode()).hexdigest()[:12]}"


def make_template(folder: Path) -> None:
    """Make the data folder of all leases. Takes two seconds."""
    files = {"postgresql.conf": CONFIGURATION, "pg_hba.conf": ACCESS}
    make_cluster(folder, "postgres", *OPTIONS, setup=SETUP, files=files)


@dataclass(frozen=True)
class Session:
    """A connection to a lease after its start-up: ``greeting`` is all that the server said until it was ready."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    greeting: bytes

    async def ask(self, *statements: str) -> list[list[str | None]]:
        """Run SQL and return the rows as text; raises :class:`SandboxError` on any error."""
        for sql in statements:
            self.writer.write(wire.message(b"Q", sql.encode() + b"\0"))
        rows: list[list[str | None]] = []
        for _ in statements:
            _, messages = await _until_ready(self.reader)
            rows += [wire.data_row(message.body) for message in messages if message.kind == b"D"]
        return rows


@dataclass
class Lease:
    """One running server. Connections to it are made inside its cell and passed out."""

    cell: Cell
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _first: Session | None = None

    @classmethod
    async def take_up(cls, cell: Cell) -> "Lease":
        """Open the first session ahead: it takes the seed, and then becomes the program's first connection."""
        lease = cls(cell)
        try:
            lease._first = await lease._open({})
        except BaseException:
            lease.close()
            raise
        return lease

    @property
    def alive(self) -> bool:
        """Whether the server still runs."""
        return self.cell.alive

    async def serves(self) -> bool:
        """Whether the server still takes connections."""
        try:
            (await self.connect()).close()
        except SandboxError:
            return False
        return True

    async def session(self, settings: dict[str, str]) -> Session:
        """Return a connection with these start-up settings, as the learner's role whatever they say of that."""
        first, self._first = (None, self._first) if settings else (self._first, None)
        return first or await self._open(settings)

    async def seed(self, sql: str) -> None:
        """Fill the database, as the learner's role; raises :class:`SeedError` with the server's words and the line."""
        session = await self.session({})
        try:
            # Nothing that the seed set in its session is left for the program.
            await session.ask(sql, "DISCARD ALL")
        except RefusedError as error:
            place = f" (line {_line(sql, error.position)})" if error.position else ""
            raise SeedError(f"the seed is wrong: {error.text}{place}") from error
        self._first = session

    def close(self) -> None:
        """End the server and everything it holds."""
        if self._first is not None:
            self._first.writer.close()
        self.cell.close()

    async def _open(self, settings: dict[str, str]) -> Session:
        reader, writer = await asyncio.open_unix_connection(sock=await self.connect())
        writer.write(wire.startup({**settings, "user": ROLE, "database": DATABASE}))
        greeting, _ = await _until_ready(reader)
        return Session(reader, writer, greeting)

    async def stored(self) -> int:
        """Return how many bytes lie in the server's files, in the temporary ones too."""
        answer, _ = await self._ask("measure", "stored")
        return int(answer["stored"])

    async def connect(self) -> socket.socket:
        """Return a new connection that has not said anything yet."""
        answer, descriptors = await self._ask("connect", "connected")
        if not answer.get("connected") or len(descriptors) != 1:
            raise SandboxError(f"the leased database refused a connection: {answer.get('error')}")
        connection = socket.socket(fileno=descriptors[0])
        connection.setblocking(False)
        return connection

    async def _ask(self, request: str, wanted: str) -> tuple[dict[str, Any], list[int]]:
        """Ask the cell's first process. What it answered to somebody who was cancelled meanwhile is passed over."""
        async with self._asking:
            await self.cell.send({request: True})
            while True:
                answer, descriptors = await self.cell.receive()
                if wanted in answer:
                    return answer, descriptors
                for descriptor in descriptors:
                    os.close(descriptor)


class RefusedError(SandboxError):
    """The server answered with an error; ``answer`` holds its bytes, for whoever asked.

    ``position`` counts the characters of what was asked from 1, 0 where the server names no place in it.
    """

    def __init__(self, fields: dict[str, str], answer: bytes) -> None:
        self.text, self.position = fields.get("M", ""), int(fields.get("P", "0"))
        super().__init__(f"the leased database refused: {self.text}")
        self.answer = answer


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position - 1) + 1


async def _until_ready(reader: asyncio.StreamReader) -> tuple[bytes, list[wire.Message]]:
    """Read up to the next ReadyForQuery; returns the bytes and the messages in them."""
    data, messages = bytearray(), list[wire.Message]()
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            while not messages or messages[-1].kind != b"Z":
                head = await reader.readexactly(5)
                body = await reader.readexactly(wire.body_length(head, LONGEST_ANSWER - len(data)))
                data += head + body
                messages.append(wire.Message(head[:1], body))
                if messages[-1].kind == b"E":
                    raise RefusedError(wire.error_fields(body), bytes(data))
    except TimeoutError as error:
        raise SandboxError("the leased database did not answer") from error
    except wire.ProtocolError as error:
        raise SandboxError("the leased database answers without end") from error
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise SandboxError("the leased database closed the connection") from error
    return bytes(data), messages


def with_values(sql: str, values: dict[str, str]) -> str:
    """Put values into SQL where psql would: ``:'name'`` becomes a quoted literal."""

    def literal(found: re.Match[str]) -> str:
        value = values.get(found["name"])
        return found[0] if value is None else "'" + value.replace("'", "''") + "'"

    return re.sub(r":'(?P<name>\w+)'", literal, sql)
