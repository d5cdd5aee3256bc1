"""PostgreSQL's frontend/backend protocol 3.0, as much as the tap needs.

Source: https://www.postgresql.org/docs/current/protocol-message-formats.html
"""

import struct
from typing import NamedTuple

SSL_REQUEST, GSS_REQUEST, CANCEL_REQUEST = 80877103, 80877104, 80877102
PROTOCOL_3 = 3 << 16
# A start-up packet names a user, a database and a few settings.
LONGEST_STARTUP = 10_000
_LENGTH = struct.Struct("!I")
_SHORT = struct.Struct("!h")
_INT = struct.Struct("!i")


class ProtocolError(Exception):
    """Bytes that are not this protocol."""


class Message(NamedTuple):
    """One message after the start-up phase: its type letter and what follows its length."""

    kind: bytes
    body: bytes


class Splitter:
    """Cuts a byte stream into messages, whatever pieces it arrives in."""

    def __init__(self, longest: int) -> None:
        self._rest = bytearray()
        self._needed = 0
        self._longest = longest

    @property
    def whole(self) -> bool:
        """Whether no message has begun that has not ended."""
        return not self._rest

    def feed(self, data: bytes) -> list[Message]:
        """Return the messages that ``data`` completes; raises :class:`ProtocolError` for an impossible length."""
        if not self._rest:
            return self._cut(data)
        self._rest += data
        if len(self._rest) < self._needed:
            return []
        data, self._rest = bytes(self._rest), bytearray()
        return self._cut(data)

    def _cut(self, data: bytes) -> list[Message]:
        messages, start, size = [], 0, len(data)
        self._needed = 5
        while size - start >= 5:
            end = start + 5 + body_length(data, self._longest, start)
            if end > size:
                self._needed = end - start
                break
            messages.append(Message(data[start : start + 1], data[start + 5 : end]))
            start = end
        if start < size:
            self._rest += data[start:] if start else data
        return messages


def body_length(head: bytes, longest: int, start: int = 0) -> int:
    """Return the length of the body behind the first five bytes of the message at ``start``."""
    (length,) = _LENGTH.unpack_from(head, start + 1)
    if not 4 <= length <= longest:
        raise ProtocolError(f"a message of {length} bytes")
    return int(length) - 4


def message(kind: bytes, body: bytes = b"") -> bytes:
    """Return the bytes of one message."""
    return kind + _LENGTH.pack(len(body) + 4) + body


def startup(parameters: dict[str, str]) -> bytes:
    """Return the packet with which a client begins."""
    texts = (text for pair in parameters.items() for text in pair)
    body = _INT.pack(PROTOCOL_3) + b"".join(text.encode() + b"\0" for text in texts) + b"\0"
    return _LENGTH.pack(len(body) + 4) + body


def parameters_of(startup_body: bytes) -> dict[str, str]:
    """Return the names and values of a start-up packet (without its length and version)."""
    parts = startup_body.rstrip(b"\0").split(b"\0")
    if len(parts) % 2:
        raise ProtocolError("a start-up packet with a name but no value")
    texts = [part.decode("utf-8", "replace") for part in parts]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def error(code: str, text: str) -> bytes:
    """Return a fatal ErrorResponse with an SQLSTATE and a sentence."""
    fields = (("S", "FATAL"), ("V", "FATAL"), ("C", code), ("M", text))
    return message(b"E", b"".join(key.encode() + value.encode() + b"\0" for key, value in fields) + b"\0")


def error_fields(body: bytes) -> dict[str, str]:
    """Return an ErrorResponse's fields by their letter: C is the SQLSTATE, M the message."""
    parts = (part for part in body.split(b"\0") if part)
    return {part[:1].decode("ascii", "replace"): part[1:].decode("utf-8", "replace") for part in parts}


def text_at(body: bytes, start: int = 0) -> tuple[str, int]:
    """Return the NUL-terminated string at ``start``, and the position after it."""
    end = body.find(b"\0", start)
    if end < 0:
        raise ProtocolError("a string without its end")
    return body[start:end].decode("utf-8", "replace"), end + 1


def rows_of(tag: str) -> int | None:
    """Return the number of rows in a command tag such as ``SELECT 3`` or ``INSERT 0 1``."""
    last = tag.rsplit(" ", 1)[-1]
    return int(last) if last.isascii() and last.isdigit() else None


def bound_values(body: bytes, start: int) -> list[tuple[int, bytes | None]]:
    """Return a Bind message's parameters as (format, bytes); format 0 is text, 1 binary; ``None`` is NULL."""
    count, at = _read(_SHORT, body, start)
    formats = []
    for _ in range(count):
        code, at = _read(_SHORT, body, at)
        formats.append(code)
    number, at = _read(_SHORT, body, at)
    values: list[tuple[int, bytes | None]] = []
    for index in range(number):
        length, at = _read(_INT, body, at)
        code = formats[index] if len(formats) > 1 and index < len(formats) else (formats[0] if formats else 0)
        if length < 0:
            values.append((code, None))
            continue
        if at + length > len(body):
            raise ProtocolError("a parameter longer than its message")
        values.append((code, body[at : at + length]))
        at += length
    return values


def type_ids(body: bytes, start: int) -> tuple[int, ...]:
    """Return the object ids of parameter types, as Parse and ParameterDescription list them."""
    count, at = _read(_SHORT, body, start)
    ids = []
    for _ in range(count):
        number, at = _read(_INT, body, at)
        ids.append(number)
    return tuple(ids)


def data_row(body: bytes) -> list[str | None]:
    """Return a DataRow's columns, as sent in text format."""
    count, at = _read(_SHORT, body, 0)
    columns: list[str | None] = []
    for _ in range(count):
        length, at = _read(_INT, body, at)
        columns.append(None if length < 0 else body[at : at + length].decode("utf-8", "replace"))
        at += max(length, 0)
    return columns


def _read(form: struct.Struct, body: bytes, at: int) -> tuple[int, int]:
    try:
        value: int = form.unpack_from(body, at)[0]
    except struct.error as fault:
        raise ProtocolError("a message that ends too early") from fault
    return value, at + form.size
