"""The tap: what listens on the program's 127.0.0.1:5432, outside of the program.

It answers the start-up itself and connects to the leased server as the learner's role, whatever user and password were
given, so a program never holds a credential; then it passes bytes on as they are and records what they mean.
"""

import asyncio
import itertools
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from sandbox import marks, wire
from sandbox.conversation import Conversation
from sandbox.leases import DATABASE, Lease, RefusedError
from sandbox.listening import accept
from sandbox.marks import Mark
from sandbox.outcome import SandboxError
from sandbox.policy import MIB, Limits
from sandbox.pump import Take, exchange
from sandbox.statement import Statement
from sandbox.telling import Emit, Teller

# Connections beyond the limit that are still told why; each holds a descriptor of the worker's, which all runs share.
MOST_GREETING = 10
GAUGE_SECONDS = 0.01
_ENCODING = ("client_encoding", "UTF8")


class Tap:
    """Passes one run's connections on to its lease and tells ``emit`` what was said."""

    def __init__(
        self,
        lease: Lease,
        limits: Limits,
        latency_ms: int,
        emit: Emit,
        exceeded: Callable[[str, float], None],
        unseen: str | None = None,
    ) -> None:
        # Bytes, both ways.
        self.passed = 0
        # Connections that have asked for a session and wait for it.
        self.starting = 0
        self.latency = latency_ms / 1000
        # Connections that call themselves so are passed on and not recorded: those of a test beside its application.
        self._unseen = unseen
        self._lease = lease
        self._limits = limits
        self._emit = emit
        self._teller = Teller(emit)
        self._exceeded = exceeded
        self._accepted = 0
        self._numbers = itertools.count(1)
        self._transactions = itertools.count()
        self._open: dict[int, Conversation] = {}
        self._gauge = self.gauge()
        self._peaks = self._gauge
        self._gauge_due: asyncio.TimerHandle | None = None
        self._closed = False

    async def serve(self, listener: socket.socket, seeding: "asyncio.Task[None]") -> None:
        """Accept connections until cancelled, once the database has its data."""
        await asyncio.wait([seeding])
        with listener:
            async with asyncio.TaskGroup() as connections:
                while True:
                    client = await accept(listener)
                    if self._accepted >= self._limits.connections + MOST_GREETING:
                        client.close()
                        continue
                    self._accepted += 1
                    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    connections.create_task(self._connection(client))

    def longest_wait(self, now: float) -> float:
        """Return for how many seconds the oldest unanswered message has waited."""
        since = (one.waiting_since for one in self._open.values())
        return max((now - sent for sent in since if sent is not None), default=0.0)

    def close(self) -> None:
        """Tell the last count of connections; nothing is told after that."""
        if self._gauge_due is not None:
            self._gauge_due.cancel()
            self._gauge_is_due()
        self._closed = True

    async def _connection(self, client: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=client)
        try:
            # A lease that is gone takes its connections with it; the run looks for that when the program has ended.
            with suppress(ConnectionError, asyncio.IncompleteReadError, wire.ProtocolError, SandboxError):
                await self._talk(reader, writer)
        finally:
            self._accepted -= 1
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        started = await self._start_up(reader, writer)
        if started is None:
            return
        asked, mark = started
        if refusal := self._refusal(asked):
            writer.write(refusal)
            await writer.drain()
            return
        self.starting += 1
        try:
            session = await self._lease.session(_settings(asked))
        except RefusedError as error:
            writer.write(error.answer)
            await writer.drain()
            return
        finally:
            self.starting -= 1
        number, conversation = next(self._numbers), Conversation(self._transactions)
        if self._unseen is None or asked.get("application_name") != self._unseen:
            self._open[number] = conversation
            self._teller.opened(number, mark.origin)
            self._peak()
        try:
            self._measure()
            writer.write(session.greeting)
            await exchange(
                (reader, writer),
                (session.reader, session.writer),
                self._from_program(conversation),
                self._from_server(number, conversation),
                self.latency,
            )
        finally:
            session.writer.close()
            if self._open.pop(number, None):
                self._teller.closed(number, conversation)
            self._measure()

    async def _start_up(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[dict[str, str], Mark] | None:
        """Read what the client asks for, and its mark; ``None`` when it wanted something else than a session."""
        mark = marks.NOTHING
        while True:
            length = int.from_bytes(await reader.readexactly(4), "big")
            if not 8 <= length <= wire.LONGEST_STARTUP:
                raise wire.ProtocolError("an impossible start-up packet")
            body = await reader.readexactly(length - 4)
            code = int.from_bytes(body[:4], "big")
            if code in (wire.SSL_REQUEST, wire.GSS_REQUEST):
                writer.write(b"N")
            elif code == wire.CANCEL_REQUEST:
                await self._cancel(length, body)
                return None
            elif code == marks.BEFORE_STARTUP:
                mark = marks.read(body[4:])
                self._teller.read(mark.read)
            elif code == wire.PROTOCOL_3:
                return wire.parameters_of(body[4:]), mark
            else:
                writer.write(wire.error("0A000", "only protocol 3.0 is spoken here"))
                return None

    def _refusal(self, asked: dict[str, str]) -> bytes:
        database = asked.get("database") or asked.get("user", "")
        if database != DATABASE or "replication" in asked:
            return wire.error("3D000", f'database "{database}" does not exist')
        if len(self._open) >= self._limits.connections:
            return wire.error("53300", f"this run may hold {self._limits.connections} connections at once")
        return b""

    async def _cancel(self, length: int, body: bytes) -> None:
        """A cancel request is a connection of its own that names another one by the server's secret."""
        _, writer = await asyncio.open_unix_connection(sock=await self._lease.connect())
        writer.write(length.to_bytes(4, "big") + body)
        await writer.drain()
        writer.close()

    def _from_program(self, conversation: Conversation) -> Take:
        splitter = wire.Splitter(self._limits.database_bytes)

        def take(data: bytes) -> bytes:
            self._count(len(data))
            now = time.monotonic()
            as_it_came = splitter.whole
            messages = splitter.feed(data)
            marked = False
            for message in messages:
                marked |= message.kind == marks.KIND
                conversation.from_program(message, now)
            conversation.round_trips += 1
            self._measure()
            if as_it_came and splitter.whole and not marked:
                return data
            # The server gets whole messages only, and no marks.
            return b"".join(wire.message(*message) for message in messages if message.kind != marks.KIND)

        return take

    def _from_server(self, number: int, conversation: Conversation) -> Take:
        splitter = wire.Splitter(self._limits.database_bytes)

        def take(data: bytes) -> bytes:
            self._count(len(data))
            now = time.monotonic()
            for message in splitter.feed(data):
                statement = conversation.from_server(message, now)
                if statement is not None and number in self._open:
                    self._record(number, statement)
                elif message.kind == b"N" and number in self._open:
                    self._teller.noticed(number, wire.error_fields(message.body))
                if conversation.transaction is not None and (statement is not None or message.kind == b"Z"):
                    self._peak()
            self._measure()
            return data

        return take

    def _count(self, size: int) -> None:
        self.passed += size
        if self.passed > self._limits.database_bytes:
            self._exceeded("database_traffic", self._limits.database_bytes // MIB)
            raise wire.ProtocolError("too many bytes")

    def _record(self, number: int, statement: Statement) -> None:
        self._teller.executed(number, statement)
        if self.queries >= self._limits.queries:
            self._exceeded("statements", self._limits.queries)

    @property
    def queries(self) -> int:
        """How many statements were told, the driver's own not among them."""
        return self._teller.queries

    @property
    def asking(self) -> bool:
        """Whether somebody waits for an answer, or for a session."""
        return bool(self.starting) or any(one.busy for one in self._open.values())

    @property
    def inside(self) -> bool:
        """Whether a connection is inside of a transaction."""
        return any(one.status != "I" for one in self._open.values())

    def gauge(self) -> dict[str, int]:
        """Return how many connections there are, inside of a transaction, and idle in there."""
        inside = [one for one in self._open.values() if one.transaction is not None]
        idle = sum(not one.busy for one in inside)
        return {"open": len(self._open), "in_transaction": len(inside), "idle_in_transaction": idle}

    def _peak(self) -> None:
        """Tell at once how many there are if there were never so many: however short it is, it did happen."""
        gauge = self.gauge()
        if not self._closed and any(count > self._peaks[name] for name, count in gauge.items()):
            self._tell_gauge(gauge)

    def _measure(self) -> None:
        """Tell how many connections there are, a moment after something has changed: a flicker is not news."""
        if self._gauge_due is None and not self._closed:
            self._gauge_due = asyncio.get_running_loop().call_later(GAUGE_SECONDS, self._gauge_is_due)

    def _gauge_is_due(self) -> None:
        self._gauge_due = None
        gauge = self.gauge()
        if gauge != self._gauge:
            self._tell_gauge(gauge)

    def _tell_gauge(self, gauge: dict[str, int]) -> None:
        self._gauge = gauge
        self._peaks = {name: max(count, gauge[name]) for name, count in self._peaks.items()}
        self._emit("connections", gauge)


def _settings(asked: dict[str, str]) -> dict[str, str]:
    """What a start-up packet sets beside who it is for; the encoding that every lease has anyway is no setting."""
    return {
        name: value
        for name, value in asked.items()
        if name not in ("user", "database") and (name, value.strip("'").upper().replace("-", "")) != _ENCODING
    }
