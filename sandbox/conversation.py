"""What one connection says, put together into statements: a pure state machine over protocol messages."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sandbox import wire
from sandbox.values import decode

# What the tap remembers of one connection at most; a program that prepares more gets anonymous entries.
MOST_NAMES = 2_000
_ORIGIN = re.compile(r"/\*@(?P<file>[\w./-]{1,200}):(?P<line>\d{1,6})\*/\s*$")
# What asyncpg and SQLAlchemy ask for themselves when they open a connection or meet a type.
_DRIVER = re.compile(
    r"^\s*(select pg_catalog\.version\(\)|select current_schema\(\)|show (standard_conforming_strings|transaction)"
    r"|WITH RECURSIVE typeinfo_tree|SELECT\s+t\.oid,|SET jit|RESET ALL|SELECT pg_advisory_unlock_all\(\))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Statement:
    """One executed statement; times in seconds on the caller's clock."""

    sql: str
    began: float
    parameters: list[str | None] = field(default_factory=list)
    preparing: bool = False
    simple: bool = False
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
        return self.origin is None and _DRIVER.match(self.sql) is not None


_SYNC = None


class Conversation:
    """Follows one connection. ``transactions`` numbers them for the whole run."""

    def __init__(self, transactions: Iterator[int]) -> None:
        self.status = "I"
        self._transactions = transactions
        self._transaction: int | None = None
        self._prepared: dict[str, tuple[str, tuple[int, ...]]] = {}
        self._portals: dict[str, Statement] = {}
        self._described: deque[str] = deque()
        self._pending: deque[Statement | None] = deque()

    @property
    def busy(self) -> bool:
        """Whether something the program sent waits for its answer."""
        return bool(self._pending)

    def from_program(self, message: wire.Message, now: float) -> None:
        """Take note of what the program sent."""
        match message.kind:
            case b"Q":
                self._pending.append(Statement(wire.text_at(message.body)[0], now, simple=True))
                self._pending.append(_SYNC)
            case b"P":
                self._parse(message.body, now)
            case b"B":
                self._bind(message.body, now)
            case b"D" if message.body[:1] == b"S":
                self._described.append(wire.text_at(message.body, 1)[0])
            case b"E":
                self._execute(message.body, now)
            case b"S":
                self._pending.append(_SYNC)

    def from_server(self, message: wire.Message, now: float) -> Statement | None:
        """Take note of what the server sent; returns the statement that this message completes, if it does."""
        match message.kind:
            case b"D" if self._pending and (head := self._pending[0]) is not _SYNC:
                head.fetched += 1
            case b"C":
                return self._complete(now, wire.text_at(message.body)[0])
            case b"I" | b"s":
                return self._complete(now, "")
            case b"1":
                self._parsed()
            case b"t":
                self._describe(message.body)
            case b"E":
                return self._fail(now, wire.error_fields(message.body))
            case b"Z":
                self._ready(message.body[:1].decode("ascii", "replace"))
        return None

    def _parse(self, body: bytes, now: float) -> None:
        name, at = wire.text_at(body)
        sql, at = wire.text_at(body, at)
        if len(self._prepared) < MOST_NAMES or name in self._prepared:
            self._prepared[name] = (sql, wire.type_ids(body, at))
        self._pending.append(Statement(sql, now, preparing=True))

    def _bind(self, body: bytes, now: float) -> None:
        portal, at = wire.text_at(body)
        name, at = wire.text_at(body, at)
        sql, types = self._prepared.get(name, ("(a statement prepared out of sight)", ()))
        values = wire.bound_values(body, at)
        kinds = [*types, *[0] * (len(values) - len(types))]
        shown = [decode(kind, form, value) for kind, (form, value) in zip(kinds, values, strict=False)]
        if len(self._portals) < MOST_NAMES or portal in self._portals:
            self._portals[portal] = Statement(sql, now, shown)

    def _execute(self, body: bytes, now: float) -> None:
        bound = self._portals.get(wire.text_at(body)[0])
        self._pending.append(Statement(bound.sql, now, bound.parameters) if bound else Statement("", now))

    def _describe(self, body: bytes) -> None:
        if self._described:
            name = self._described.popleft()
            if name in self._prepared:
                self._prepared[name] = (self._prepared[name][0], wire.type_ids(body, 0))

    def _parsed(self) -> None:
        head = self._pending[0] if self._pending else None
        if head is not None and head.preparing:
            self._pending.popleft()

    def _complete(self, now: float, tag: str) -> Statement | None:
        head = self._pending[0] if self._pending else None
        if head is None:
            return None
        if head.simple:
            # One simple query may hold several statements; its entry stays until the server is ready again.
            done, head.began, head.fetched = replace(head), now, 0
        else:
            self._pending.popleft()
            done = head
        if tag in ("BEGIN", "START TRANSACTION"):
            self._transaction = next(self._transactions)
        return self._finished(done, now, tag)

    def _fail(self, now: float, error: dict[str, str]) -> Statement | None:
        head = self._pending[0] if self._pending else None
        self._described.clear()
        # The server skips whatever else was sent before the next synchronisation point.
        while self._pending and self._pending[0] is not _SYNC:
            self._pending.popleft()
        if head is None:
            return None
        head.error = error
        return self._finished(head, now, "")

    def _finished(self, statement: Statement, now: float, tag: str) -> Statement:
        statement.ended, statement.tag = now, tag
        # A portal that was not read to its end has no tag to tell how many rows it gave.
        statement.rows = wire.rows_of(tag) if tag else statement.fetched
        statement.transaction = self._transaction
        return statement

    def _ready(self, status: str) -> None:
        while self._pending and self._pending.popleft() is not _SYNC:
            continue
        self.status = status
        if status == "I":
            self._transaction = None
        elif self._transaction is None:
            self._transaction = next(self._transactions)
