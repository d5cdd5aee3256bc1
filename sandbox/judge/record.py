"""What was seen of a run, put together from its events as they arrive."""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.commands import BOUNDARIES
from sandbox.desk import Report

# A verdict names so many statements: enough to show where they are, and who sent thousands needs no list of them.
MOST_STATEMENTS = 500
# The last line of a traceback: "sqlalchemy.exc.MissingGreenlet: message", or the name alone.
_EXCEPTION = re.compile(r"^(?:[A-Za-z_][\w.]*\.)?(?P<name>[A-Z]\w*[a-z]\w*)(?::|$)")
_FRAME = re.compile(r'^  File "/work/(?P<file>[^"]+)", line (?P<line>\d+)')


@dataclass(frozen=True)
class Line:
    """A place in the learner's code."""

    file: str
    line: int


@dataclass(frozen=True)
class Moment:
    """One entry of the time line: a ``line`` printed, an ``answer`` that a client got, a statement (``sql``)."""

    kind: str
    text: str


@dataclass
class Record:
    """Complete lines, the statements, the requests, and, once the program has ended, its exception and status.

    ``lines`` holds what the program and what its client printed; ``moments`` is everything in the order it happened.
    """

    lines: list[str] = field(default_factory=list)
    queries: list[dict[str, Any]] = field(default_factory=list)
    requests: dict[int, dict[str, Any]] = field(default_factory=dict)
    connections: list[dict[str, Any]] = field(default_factory=list)
    # How many connections were open, after each that was opened or closed.
    held: list[int] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    reports: dict[str, Report] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    exception: str | None = None
    raised_at: Line | None = None
    status: str | None = None
    _open: dict[str, str] = field(default_factory=dict)
    _stderr: str = ""

    def add(self, kind: str, fields: dict[str, Any]) -> None:
        """Take in one event."""
        match kind:
            case "stdout":
                self._print(fields.get("from", "program"), fields["text"])
            case "stderr" if "from" not in fields:
                self._stderr += fields["text"]
            case "query" if not fields["driver"]:
                self.queries.append(fields)
                self.moments.append(Moment("sql", fields["sql"]))
            case "request" if fields["state"] == "answered":
                self.requests[fields["id"]] = fields
                self.moments.append(Moment("answer", f"{fields['status']} {fields['method']} {fields['path']}"))
            case "connection":
                self.held.append((self.held or [0])[-1] + (1 if fields["state"] == "opened" else -1))
            case "connections":
                self.connections.append(fields)
            case "report":
                self.reports[fields["report"].test] = fields["report"]

    def end(self, status: str, state: dict[str, str] | None = None) -> None:
        """The program has ended: what is left of its output counts, and its traceback can be read.

        ``state`` holds the database's answers by the questions asked.
        """
        self.status = status
        self.state = state or {}
        for rest in self._open.values():
            if rest:
                self._printed(rest)
        if status != "ok":
            self._read_traceback()

    @property
    def statements(self) -> list[dict[str, Any]]:
        """The statements but for the boundaries of transactions."""
        return [query for query in self.queries if query["command"] not in BOUNDARIES]

    def _print(self, who: str, text: str) -> None:
        *complete, self._open[who] = (self._open.get(who, "") + text).split("\n")
        for line in complete:
            self._printed(line)

    def _printed(self, line: str) -> None:
        self.lines.append(line)
        self.moments.append(Moment("line", line))

    def _read_traceback(self) -> None:
        for text in self._stderr.splitlines():
            if frame := _FRAME.match(text):
                self.raised_at = Line(frame["file"], int(frame["line"]))
            elif found := _EXCEPTION.match(text):
                self.exception = found["name"]
