"""A lease: one PostgreSQL server for one run, in a cell of its own, gone with one kill."""

import asyncio
import hashlib
import re
import shutil
import socket
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from sandbox import wire
from sandbox.cells import Cell
from sandbox.containment import POSTGRES
from sandbox.outcome import SandboxError

ROLE = "learner"
DATABASE = "taskdb"
ANSWER_SECONDS = 15.0
LONGEST_ANSWER = 16 * 1024 * 1024

# fmt: off
INITDB = (
    "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions", "--wal-segsize=1",
)
# fmt: on
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


async def make_template(home: Path) -> Path:
    """Return the data folder that all leases lie on top of, made when its recipe or the server has changed."""
    version = await _output(POSTGRES / "bin" / "postgres", "--version")
    recipe = hashlib.sha256("\0".join((version, *INITDB, CONFIGURATION, ACCESS, SETUP)).encode()).hexdigest()[:16]
    folder = home / f"postgres-{recipe}"
    if folder.exists():
        return folder
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix="making-") as temporary:
        data = Path(temporary, "data")
        await _output(POSTGRES / "bin" / "initdb", "-D", str(data), *INITDB)
        with (data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION)
        (data / "pg_hba.conf").write_text(ACCESS)
        await _output(POSTGRES / "bin" / "postgres", "--single", "-D", str(data), "postgres", typed=SETUP)
        if not folder.exists():
            shutil.move(data, folder)
    return folder


async def _output(program: Path, *arguments: str, typed: str = "") -> str:
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    output, _ = await process.communicate(typed.encode())
    text = output.decode(errors="replace")
    if process.returncode != 0 or "ERROR:" in text:
        raise SandboxError(f"{program.name} failed while the database template was made: {text.strip()[-500:]}")
    return text


@dataclass
class Lease:
    """One running server. Connections to it are made inside its cell and passed out."""

    cell: Cell
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

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
