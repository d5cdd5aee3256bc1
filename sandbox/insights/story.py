"""What happened in a run, as far as the rules want to know it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sandbox.commands import BOUNDARIES

WRITES = frozenset({"INSERT", "UPDATE", "DELETE", "MERGE", "COPY"})
Question = tuple[str, tuple[str | None, ...]]

# The same in static/js/reality/sql-shape.js. No text can be read in two ways, or whoever writes it could make the
# search long.
_SPACE = re.compile(r"\s+")
_LITERAL = re.compile(r"'(?:[^']|'')*'|(?<![\w$])\d+(?:\.\d+)?(?!\w)")
_VALUE = r"(?:\$\d+(?:::\w+(?: \w+)*)?|\?)"
_LIST = re.compile(rf"\( ?{_VALUE}(?: ?, ?{_VALUE})* ?\)")


@dataclass(frozen=True)
class Line:
    """A place in the learner's code."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Query:
    """One statement; times in milliseconds, ``began`` without the latency that was added before it."""

    id: int
    began: float
    ended: float
    waited: float
    connection: int
    transaction: str | None
    sql: str
    command: str
    parameters: tuple[str | None, ...]
    rows: int
    failed: bool
    line: Line | None
    reason: str
    request: int | None

    @property
    def shape(self) -> str:
        """The statement with its values left out, and lists of whatever length alike."""
        return shape(self.sql)

    @property
    def question(self) -> Question:
        """The statement with its values: who asks the same question gets the same answer, until somebody writes."""
        return self.sql, self.parameters

    @property
    def is_boundary(self) -> bool:
        """Whether it begins or ends a transaction, or a part of one."""
        return self.command in BOUNDARIES


@dataclass
class Request:
    """One request to the learner's application; ``answered`` is when its client had the whole answer."""

    id: int
    method: str
    path: str
    answered: float | None = None
    status: int | None = None
    queries: list[Query] = field(default_factory=list)

    def __str__(self) -> str:
        return f"`{self.method} {self.path}`"


@dataclass(frozen=True)
class Closed:
    """A connection that ended with a transaction still open."""

    connection: int
    transaction: str
    said_goodbye: bool


@dataclass
class Story:
    """Statements, requests and lost connections in order; ``status`` is known once the program has ended."""

    queries: list[Query] = field(default_factory=list)
    transactions: dict[str, list[Query]] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)
    closed: list[Closed] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    latency: float = 0.0
    status: str | None = None

    def add(self, kind: str, fields: dict[str, Any]) -> None:
        """Take in one event."""
        if kind == "started":
            self.latency = fields["latency_ms"]
        elif kind == "query" and not fields["driver"]:
            self._query(_query(fields, self.latency))
        elif kind == "request":
            self._request(fields)
        elif kind == "connection" and fields.get("transaction"):
            self.closed.append(Closed(fields["id"], fields["transaction"], fields["said_goodbye"]))
        elif kind == "read":
            self.read.add(fields["attribute"])

    def of_transaction(self, letter: str | None) -> list[Query]:
        """Return a transaction's statements in order."""
        return self.transactions.get(letter or "", [])

    def _query(self, query: Query) -> None:
        self.queries.append(query)
        if query.transaction is not None:
            self.transactions.setdefault(query.transaction, []).append(query)
        if query.request in self.requests:
            self.requests[query.request].queries.append(query)

    def _request(self, fields: dict[str, Any]) -> None:
        request = self.requests.setdefault(fields["id"], Request(fields["id"], fields["method"], fields["path"]))
        if fields["state"] == "answered":
            request.answered, request.status = fields["t"], fields.get("status")


@lru_cache(maxsize=1024)
def shape(sql: str) -> str:
    """Return what statements have in common that differ in their values only."""
    return _LIST.sub("(…)", _LITERAL.sub("?", _SPACE.sub(" ", sql)))


def _query(fields: dict[str, Any], latency: float) -> Query:
    line = fields["line"]
    waited = latency * fields.get("round_trips", 1)
    return Query(
        id=fields["id"],
        began=fields["t"] - fields["duration_ms"],
        ended=fields["t"],
        waited=waited,
        connection=fields["connection"],
        transaction=fields["transaction"],
        sql=fields["sql"],
        command=fields.get("command") or fields["sql"].partition(" ")[0].strip(";").upper(),
        parameters=tuple(fields["parameters"]),
        rows=fields["rows"] or 0,
        failed=fields["error"] is not None,
        line=Line(line["file"], line["line"]) if line else None,
        reason=fields.get("reason") or "",
        request=fields.get("request"),
    )
