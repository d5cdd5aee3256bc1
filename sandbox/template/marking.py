"""asyncpg, taught to put a mark before each statement that it sends."""

import functools
import json
import struct
from typing import Any

from asyncpg import protocol  # type: ignore[import-not-found]

from sandbox.template.attribution import REQUEST, place

# What the tap knows a mark by, as in sandbox/marks.py, which is not in here; the protocol itself has no such message.
KIND = b"m"
BEFORE_STARTUP = 1234 << 16 | 9999

_QUERY, _PARSE, _BIND, _EXECUTE = b"QPBE"


def listen() -> None:
    """Let every connection from now on speak through :class:`Protocol`."""
    protocol.Protocol = Protocol


class Protocol(protocol.Protocol):  # type: ignore[misc]
    """One connection's protocol. ``why`` is the reason for what it prepares next, ``why_text`` for its next text.

    SQLAlchemy's statements are prepared; only the beginnings and ends of its transactions are simple text.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.why = self.why_text = ""
        self.opened_at = place()

    def connection_made(self, transport: Any) -> None:
        """Take the connection, with a marking transport before it."""
        super().connection_made(_Marking(transport, self))


class _Marking:
    """A transport that puts a mark before what is written, in one piece with it."""

    def __init__(self, transport: Any, owner: Protocol) -> None:
        self._transport = transport
        self._owner = owner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: "memoryview[int]") -> None:
        """Write a message; the start-up packet, which has no type, begins with the zero of its length."""
        kind = data[0]
        if kind == _QUERY:
            self._transport.write(self._mark(self._owner.why_text) + data)
            self._owner.why_text = ""
        elif kind in (_PARSE, _BIND, _EXECUTE):
            self._transport.write(self._mark(self._owner.why) + data)
        elif kind == 0:
            file, line = self._owner.opened_at or (None, None)
            self._transport.write(before_startup({"file": file, "line": line}) + data)
        else:
            self._transport.write(data)

    def writelines(self, buffers: list[Any]) -> None:
        """Write several messages at once: many executions of one statement."""
        self._transport.write(self._mark(self._owner.why) + b"".join(buffers))

    @staticmethod
    def _mark(why: str) -> bytes:
        body = _body(place(), why, REQUEST.get())
        return KIND + struct.pack("!I", len(body) + 4) + body


def before_startup(told: dict[str, Any]) -> bytes:
    """Return a mark that stands before a start-up packet, or alone."""
    body = json.dumps(told).encode()
    return struct.pack("!II", len(body) + 8, BEFORE_STARTUP) + body


@functools.lru_cache(maxsize=256)
def _body(at: tuple[str, int] | None, why: str, request: int | None) -> bytes:
    file, line = at or (None, None)
    told = {"file": file, "line": line, "reason": why or None, "request": request}
    return json.dumps({name: value for name, value in told.items() if value is not None}).encode()
