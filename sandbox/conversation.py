"""What one connection says, put together into statements: a pure state machine over protocol messages."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from sandbox import marks, wire
from sandbox.marks import Mark
from sandbox.statement import Statement
from sandbox.values import decode

# Statements and portals that one connection may keep at once; asyncpg keeps a hundred.
MOST_NAMES = 2_000
# A bulk insert binds up to 65,535 values.
MOST_PARAMETERS = 100


class _Step(Enum):
    """What the server still owes an answer for, in the order of sending."""

    QUERY = "simple query"
    PARSE = "parse"
    BIND = "bind"
    DESCRIBE = "describe"
    EXECUTE = "execute"
    CLOSE = "close"
    SYNC = "sync"
    COPIED = "end of copied data"


@dataclass(slots=True)
class _Sent:
    """One message of the program's. What a name stands for is known only when the server answers."""

    step: _Step
    began: float
    mark: Mark
    name: bytes = b""
    body: bytes = b""
    statement: Statement | None = None


class Conversation:
    """Follows one connection. ``transactions`` numbers them for the whole run.

    It must never lose its place, or a statement could hide: whatever it cannot follow exactly it refuses with
    :class:`wire.ProtocolError`, which costs the program its connection.
    """

    def __init__(self, transactions: Iterator[int]) -> None:
        self.status = "I"
        self.transaction: int | None = None
        self.said_goodbye = False
        # Pieces that the program has sent since the last statement ended; it waits for an answer to each.
        self.round_trips = 0
        self._transactions = transactions
        self._finished_at = 0.0
        self._prepared: dict[bytes, tuple[str, tuple[int, ...]]] = {}
        self._portals: dict[bytes, Statement] = {}
        self._pending: deque[_Sent] = deque()
        self._copying = False
        self._skipping = False
        self._greeted = True
        self._mark = marks.NOTHING

    @property
    def busy(self) -> bool:
        """Whether something the program sent waits for its answer."""
        return self._head() is not None

    @property
    def waiting_since(self) -> float | None:
        """When what now waits for its answer was sent."""
        return self._pending[0].began if self._pending else None

    def from_program(self, message: wire.Message, now: float) -> None:
        """Take note of what the program sent. A mark is for us alone: the server must not see it."""
        if message.kind == marks.KIND:
            self._mark = marks.read(message.body)
            return
        if self._copying:
            self._copy(message.kind)
            return
        if self._skipping and message.kind != b"S":
            return
        body = message.body
        match message.kind:
            case b"Q":
                self._send(_Step.QUERY, now, statement=Statement(wire.text_at(body)[0], now, mark=self._mark))
                self._synchronised(now)
            case b"P":
                self._send(_Step.PARSE, now, _name_at(body), body)
            case b"B":
                self._send(_Step.BIND, now, _name_at(body), body)
            case b"D":
                self._send(_Step.DESCRIBE, now, _name_at(body, 1), body[:1])
            case b"E":
                self._send(_Step.EXECUTE, now, _name_at(body))
            case b"C":
                self._send(_Step.CLOSE, now, _name_at(body, 1), body[:1])
            case b"S":
                self._skipping = False
                self._synchronised(now)
            case b"c" | b"f":
                # Sent before the server has said that it wants data; without COPY it ignores this.
                self._send(_Step.COPIED, now)
            case b"X":
                self.said_goodbye = True
            case b"F":
                raise wire.ProtocolError("functions are called in statements here")

    def _send(
        self, step: _Step, now: float, name: bytes = b"", body: bytes = b"", statement: Statement | None = None
    ) -> None:
        self._pending.append(_Sent(step, now, self._mark, name, body, statement))

    def _synchronised(self, now: float) -> None:
        self._send(_Step.SYNC, now)
        self._mark = marks.NOTHING

    def from_server(self, message: wire.Message, now: float) -> Statement | None:
        """Take note of what the server sent; returns the statement that this message completes, if it does."""
        match message.kind:
            case b"D":
                if (running := self._running()) is not None:
                    running.fetched += 1
            case b"C":
                return self._complete(now, wire.text_at(message.body)[0])
            case b"I" | b"s":
                return self._complete(now, "")
            case b"1":
                self._parsed(self._answered(_Step.PARSE))
            case b"2":
                sent = self._answered(_Step.BIND)
                self._keep(self._portals, sent.name, self._bound(sent))
            case b"3":
                sent = self._answered(_Step.CLOSE)
                (self._prepared if sent.body == b"S" else self._portals).pop(sent.name, None)
            case b"t":
                self._described(message.body)
            case b"T" | b"n" if self._expects(_Step.DESCRIBE):
                self._pending.popleft()
            case b"G" | b"W":
                self._start_copy()
            case b"E":
                return self._fail(now, wire.error_fields(message.body))
            case b"R":
                self._greeted = False
            case b"Z":
                self._ready(message.body[:1].decode("ascii", "replace"))
        return None

    def _head(self) -> _Sent | None:
        """What the server answers next. The end of copied data that it did not ask for has no answer."""
        while self._pending and self._pending[0].step == _Step.COPIED:
            self._pending.popleft()
        return self._pending[0] if self._pending else None

    def _expects(self, step: _Step) -> bool:
        head = self._head()
        return head is not None and head.step == step

    def _answered(self, step: _Step) -> _Sent:
        if not self._expects(step):
            raise wire.ProtocolError(f"an answer to a {step.value} that nobody waits for")
        return self._pending.popleft()

    def _keep(self, names: dict[bytes, Any], name: bytes, value: object) -> None:
        if len(names) >= MOST_NAMES and name not in names:
            raise wire.ProtocolError("more names than one connection may keep")
        names[name] = value

    def _parsed(self, sent: _Sent) -> None:
        sql, at = wire.text_at(sent.body, len(sent.name) + 1)
        self._keep(self._prepared, sent.name, (sql, wire.type_ids(sent.body, at)))

    def _bound(self, sent: _Sent) -> Statement:
        """Return what a portal will execute, with its parameters as text."""
        name = _name_at(sent.body, len(sent.name) + 1)
        at = len(sent.name) + len(name) + 2
        sql, types = self._prepared.get(name, ("(a statement prepared by PREPARE)", ()))
        values = wire.bound_values(sent.body, at)
        kinds = [*types, *[0] * (len(values) - len(types))]
        shown = [
            decode(kind, form, value) for kind, (form, value) in zip(kinds, values[:MOST_PARAMETERS], strict=False)
        ]
        if len(values) > MOST_PARAMETERS:
            shown.append(f"… and {len(values) - MOST_PARAMETERS:,} more")
        return Statement(sql, sent.began, shown, sent.mark)

    def _described(self, body: bytes) -> None:
        """The server tells the types of a statement's parameters, which the program had left open."""
        if not self._expects(_Step.DESCRIBE):
            raise wire.ProtocolError("a description that nobody asked for")
        name = self._pending[0].name
        if name in self._prepared:
            self._prepared[name] = (self._prepared[name][0], wire.type_ids(body, 0))

    def _running(self) -> Statement | None:
        """Return what the server works on; a portal is looked up only now, when nothing can change it any more."""
        head = self._head()
        if head is None or head.step not in (_Step.QUERY, _Step.EXECUTE):
            return None
        if head.statement is None:
            bound = self._portals.get(head.name)
            sql, parameters = (bound.sql, bound.parameters) if bound else ("", [])
            head.statement = Statement(sql, head.began, parameters, head.mark)
        return head.statement

    def _start_copy(self) -> None:
        """From here the server takes data until its end, which may have been sent ahead, and skips Sync before it."""
        if self._running() is None:
            raise wire.ProtocolError("a copy that nobody asked for")
        behind = 2 if self._expects(_Step.QUERY) else 1
        if len(self._pending) == behind:
            self._copying = True
        elif self._pending[behind].step == _Step.COPIED:
            del self._pending[behind]
        else:
            raise wire.ProtocolError("only data may be sent ahead behind COPY FROM STDIN")

    def _copy(self, kind: bytes) -> None:
        if kind in (b"c", b"f"):
            self._copying = False
        elif kind not in (b"d", b"H", b"X"):
            raise wire.ProtocolError("within COPY only its data may be sent")

    def _complete(self, now: float, tag: str) -> Statement | None:
        running = self._running()
        if running is None:
            raise wire.ProtocolError("a completion that nobody waits for")
        if self._pending[0].step == _Step.QUERY:
            # One simple query may hold several statements; its entry stays until the server is ready again.
            done, running.began, running.fetched = replace(running), now, 0
        else:
            self._pending.popleft()
            done = running
        if tag in ("BEGIN", "START TRANSACTION"):
            self.transaction = next(self._transactions)
        return self._finished(done, now, tag)

    def _fail(self, now: float, error: dict[str, str]) -> Statement | None:
        failed = self._failed()
        self._copying = False
        # The server skips whatever else was sent before the next synchronisation point.
        while self._pending and self._pending[0].step != _Step.SYNC:
            self._pending.popleft()
        if failed is None:
            return None
        self._skipping = not self._pending
        failed.error = error
        return self._finished(failed, now, "")

    def _failed(self) -> Statement | None:
        head = self._head()
        if head is None or head.step == _Step.SYNC:
            return None
        if head.step == _Step.PARSE:
            return Statement(wire.text_at(head.body, len(head.name) + 1)[0], head.began, mark=head.mark)
        if head.step == _Step.BIND:
            return self._bound(head)
        return self._running() or Statement("", head.began, mark=head.mark)

    def _finished(self, statement: Statement, now: float, tag: str) -> Statement:
        # What was sent ahead waited for what was sent before it; that was not its own time.
        statement.began, statement.ended, statement.tag = max(statement.began, self._finished_at), now, tag
        self._finished_at = now
        # A portal that was not read to its end has no tag to tell how many rows it gave.
        statement.rows = wire.rows_of(tag) if tag else statement.fetched
        statement.transaction = self.transaction
        statement.round_trips, self.round_trips = self.round_trips, 0
        return statement

    def _ready(self, status: str) -> None:
        if self._greeted:
            self._synchronise()
        self._greeted = True
        self.status = status
        if status == "I":
            self.transaction = None
            self._portals.clear()
        elif self.transaction is None:
            self.transaction = next(self._transactions)

    def _synchronise(self) -> None:
        if self._expects(_Step.QUERY):
            self._pending.popleft()
        self._answered(_Step.SYNC)


def _name_at(body: bytes, start: int = 0) -> bytes:
    """Return a name as the bytes it was sent in: two of them may look the same as text, and are not."""
    end = body.find(b"\0", start)
    if end < 0:
        raise wire.ProtocolError("a string without its end")
    return body[start:end]
