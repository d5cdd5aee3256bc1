"""What one connection says, put together into statements: a pure state machine over protocol messages."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from sandbox import wire
from sandbox.driver import asks_for_itself
from sandbox.values import decode

# Statements and portals that one connection may keep at once; asyncpg keeps a hundred.
MOST_NAMES = 2_000
_ORIGIN = re.compile(r"/\*@(?P<file>[\w./-]{1,200}):(?P<line>\d{1,6})\*/\s*$")


@dataclass(slots=True)
class Statement:
    """One executed statement; times in seconds on the caller's clock."""

    sql: str
    began: float
    parameters: list[str | None] = field(default_factory=list)
    ended: float = 0.0
    rows: int | None = None
    fetched: int = 0
    tag: str = ""
    error: dict[str, str] | None = None
    transaction: int | None = None

    @property
    def origin(self) -> tuple[str, int] | None:
        """File and line in the learner's code, as the program itself claims."""
        found = _ORIGIN.search(self.sql)
        return (found["file"], int(found["line"])) if found else None

    @property
    def shown_sql(self) -> str:
        """The statement without the comment that carries its origin."""
        return _ORIGIN.sub("", self.sql).strip()

    @property
    def by_driver(self) -> bool:
        """Whether the driver asked for itself."""
        return self.origin is None and asks_for_itself(self.sql)


class _Step(Enum):
    """What the server still owes an answer for, in the order of sending."""

    QUERY = "simple query"
    PARSE = "parse"
    BIND = "bind"
    DESCRIBE = "describe"
    EXECUTE = "execute"
    CLOSE = "close"
    SYNC = "sync"


@dataclass(slots=True)
class _Sent:
    """One message of the program's. What a name stands for is known only when the server answers."""

    step: _Step
    began: float
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
        self._transactions = transactions
        self._transaction: int | None = None
        self._prepared: dict[bytes, tuple[str, tuple[int, ...]]] = {}
        self._portals: dict[bytes, Statement] = {}
        self._pending: deque[_Sent] = deque()
        self._copying = False
        self._skipping = False
        self._greeted = True

    @property
    def busy(self) -> bool:
        """Whether something the program sent waits for its answer."""
        return bool(self._pending)

    def from_program(self, message: wire.Message, now: float) -> None:
        """Take note of what the program sent."""
        if self._copying:
            self._copy(message.kind)
            return
        if self._skipping and message.kind != b"S":
            return
        body = message.body
        match message.kind:
            case b"Q":
                statement = Statement(wire.text_at(body)[0], now)
                self._pending += (_Sent(_Step.QUERY, now, statement=statement), _Sent(_Step.SYNC, now))
            case b"P":
                self._pending.append(_Sent(_Step.PARSE, now, _name_at(body), body))
            case b"B":
                self._pending.append(_Sent(_Step.BIND, now, _name_at(body), body))
            case b"D":
                self._pending.append(_Sent(_Step.DESCRIBE, now, _name_at(body, 1), body[:1]))
            case b"E":
                self._pending.append(_Sent(_Step.EXECUTE, now, _name_at(body)))
            case b"C":
                self._pending.append(_Sent(_Step.CLOSE, now, _name_at(body, 1), body[:1]))
            case b"S":
                self._skipping = False
                self._pending.append(_Sent(_Step.SYNC, now))
            case b"F":
                raise wire.ProtocolError("functions are called in statements here")

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
            case b"T" | b"n" if self._pending and self._pending[0].step == _Step.DESCRIBE:
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

    def _answered(self, step: _Step) -> _Sent:
        if not self._pending or self._pending[0].step != step:
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
        shown = [decode(kind, form, value) for kind, (form, value) in zip(kinds, values, strict=False)]
        return Statement(sql, sent.began, shown)

    def _described(self, body: bytes) -> None:
        """The server tells the types of a statement's parameters, which the program had left open."""
        if not self._pending or self._pending[0].step != _Step.DESCRIBE:
            raise wire.ProtocolError("a description that nobody asked for")
        name = self._pending[0].name
        if name in self._prepared:
            self._prepared[name] = (self._prepared[name][0], wire.type_ids(body, 0))

    def _running(self) -> Statement | None:
        """Return what the server works on; a portal is looked up only now, when nothing can change it any more."""
        head = self._pending[0] if self._pending else None
        if head is None or head.step not in (_Step.QUERY, _Step.EXECUTE):
            return None
        if head.statement is None:
            bound = self._portals.get(head.name)
            head.statement = Statement(bound.sql, head.began, bound.parameters) if bound else Statement("", head.began)
        return head.statement

    def _start_copy(self) -> None:
        """From here the server skips Sync; a program that has sent one already, or goes on, would leave us behind."""
        steps = [sent.step for sent in self._pending]
        if steps not in ([_Step.QUERY, _Step.SYNC], [_Step.EXECUTE]):
            raise wire.ProtocolError("nothing may be sent ahead behind COPY FROM STDIN")
        self._copying = True

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
            self._transaction = next(self._transactions)
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
        head = self._pending[0] if self._pending else None
        if head is None or head.step == _Step.SYNC:
            return None
        if head.step == _Step.PARSE:
            return Statement(wire.text_at(head.body, len(head.name) + 1)[0], head.began)
        if head.step == _Step.BIND:
            return self._bound(head)
        return self._running() or Statement("", head.began)

    def _finished(self, statement: Statement, now: float, tag: str) -> Statement:
        statement.ended, statement.tag = now, tag
        # A portal that was not read to its end has no tag to tell how many rows it gave.
        statement.rows = wire.rows_of(tag) if tag else statement.fetched
        statement.transaction = self._transaction
        return statement

    def _ready(self, status: str) -> None:
        if self._greeted:
            self._synchronise()
        self._greeted = True
        self.status = status
        if status == "I":
            self._transaction = None
            self._portals.clear()
        elif self._transaction is None:
            self._transaction = next(self._transactions)

    def _synchronise(self) -> None:
        if self._pending and self._pending[0].step == _Step.QUERY:
            self._pending.popleft()
        self._answered(_Step.SYNC)


def _name_at(body: bytes, start: int = 0) -> bytes:
    """Return a name as the bytes it was sent in: two of them may look the same as text, and are not."""
    end = body.find(b"\0", start)
    if end < 0:
        raise wire.ProtocolError("a string without its end")
    return body[start:end]
