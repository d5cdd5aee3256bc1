"""What was seen of a run, put together from its events as they arrive."""

import re
from dataclasses import dataclass, field
from typing import Any

# The last line of a traceback: "sqlalchemy.exc.MissingGreenlet: message", or the name alone.
_EXCEPTION = re.compile(r"^(?:[A-Za-z_][\w.]*\.)?(?P<name>[A-Z]\w*[a-z]\w*)(?::|$)")
_FRAME = re.compile(r'^  File "/work/(?P<file>[^"]+)", line (?P<line>\d+)')


@dataclass(frozen=True)
class Line:
    """A place in the learner's code."""

    file: str
    line: int


@dataclass
class Record:
    """Complete lines of stdout, the statements, and, once the program has ended, its exception and status."""

    lines: list[str] = field(default_factory=list)
    queries: list[dict[str, Any]] = field(default_factory=list)
    exception: str | None = None
    raised_at: Line | None = None
    status: str | None = None
    _stdout: str = ""
    _stderr: str = ""

    def add(self, kind: str, fields: dict[str, Any]) -> None:
        """Take in one event."""
        if kind == "stdout":
            *complete, self._stdout = (self._stdout + fields["text"]).split("\n")
            self.lines += complete
        elif kind == "stderr":
            self._stderr += fields["text"]
        elif kind == "query" and not fields["driver"]:
            self.queries.append(fields)

    def end(self, status: str) -> None:
        """The program has ended: what is left of its output counts, and its traceback can be read."""
        self.status = status
        if self._stdout:
            self.lines.append(self._stdout)
        if status != "ok":
            self._read_traceback()

    def _read_traceback(self) -> None:
        for text in self._stderr.splitlines():
            if frame := _FRAME.match(text):
                self.raised_at = Line(frame["file"], int(frame["line"]))
            elif found := _EXCEPTION.match(text):
                self.exception = found["name"]
