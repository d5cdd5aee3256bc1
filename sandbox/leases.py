"""A lease: one PostgreSQL server for one run, in a cell of its own, gone with one kill."""

import asyncio
import hashlib
import re
import socket
from dataclasses import dataclass, field
from pathlib import Path

from sandbox import wire
from sandbox.cells import Cell
from sandbox.outcome import SandboxError
from sandbox.postgres import INITDB, make_cluster, run

ROLE = "learner"
DATABASE = "taskdb"
ANSWER_SECONDS = 15.0
LONGEST_ANSWER = 16 * 1024 * 1024

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


@dataclass
class Lease:
    """One running server. Connections to it are made inside its cell and passed out."""

    cell: Cell
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def alive(self) -> bool:
        """Whether the server still runs."""
        return self.cell.alive

    async def connect(self) -> socket.socket:
        """Return a new connection that has not said anything yet."""
        async with self._asking:
            await self.cell.send({"connect": True})
            answer, descriptors = await self.cell.receive()
        if not answer.get("connected") or len(descriptors) != 1:
            raise SandboxError(f"the leased database refused a connection: {answer.get('error')}")
        connection = socket.socket(fileno=descriptors[0])
        connection.setblocking(False)
        return connection

    async def query(self, sql: str) -> list[list[str | None]]:
        """Run SQL as the learner's role and return the rows as text; raises :class:`SandboxError` on any error."""
        reader, writer = await asyncio.open_unix_connection(sock=await self.connect())
        try:
            writer.write(wire.startup(ROLE, DATABASE) + wire.message(b"Q", sql.encode() + b"\0"))
            async with asyncio.timeout(ANSWER_SECONDS):
                return await _rows(reader)
        except TimeoutError as error:
            raise SandboxError("the leased database did not answer") from error
        finally:
            writer.close()

    def close(self) -> None:
        """End the server and everything it holds."""
        self.cell.close()


async def _rows(reader: asyncio.StreamReader) -> list[list[str | None]]:
    splitter = wire.Splitter(LONGEST_ANSWER)
    rows: list[list[str | None]] = []
    ready = 0
    while data := await reader.read(65536):
        for message in splitter.feed(data):
            if message.kind == b"E":
                raise SandboxError(f"the leased database refused: {wire.error_fields(message.body).get('M')}")
            if message.kind == b"D":
                rows.append(wire.data_row(message.body))
            ready += message.kind == b"Z"
            if ready == 2:  # once after the start-up, once after the query
                return rows
    raise SandboxError("the leased database closed the connection")


def with_values(sql: str, values: dict[str, str]) -> str:
    """Put values into SQL where psql would: ``:'name'`` becomes a quoted literal."""

    def literal(found: re.Match[str]) -> str:
        value = values.get(found["name"])
        return found[0] if value is None else "'" + value.replace("'", "''") + "'"

    return re.sub(r":'(?P<name>\w+)'", literal, sql)
