"""Shows a bound parameter as a person would write it. Object ids are those of ``pg_type.dat``."""

import struct
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

# A parameter may be a document; the log shows its beginning.
LONGEST_SHOWN = 500
_EPOCH = datetime(2000, 1, 1)  # PostgreSQL's own zero, which has no zone


def _number(form: str) -> Callable[[bytes], str]:
    return lambda data: str(struct.unpack(form, data)[0])


_BINARY: dict[int, Callable[[bytes], str]] = {
    16: lambda data: "true" if data == b"\1" else "false",
    20: _number("!q"),
    21: _number("!h"),
    23: _number("!i"),
    26: _number("!I"),
    700: _number("!f"),
    701: _number("!d"),
    1082: lambda data: str(date(2000, 1, 1) + timedelta(days=struct.unpack("!i", data)[0])),
    1114: lambda data: str(_EPOCH + timedelta(microseconds=struct.unpack("!q", data)[0])),
    1184: lambda data: f"{_EPOCH + timedelta(microseconds=struct.unpack('!q', data)[0])}+00",
    2950: lambda data: str(uuid.UUID(bytes=data)),
}
_JSONB = 3802
_TEXTUAL = {0, 18, 19, 25, 114, 705, 1042, 1043, _JSONB}


def decode(type_id: int, form: int, data: bytes | None) -> str | None:
    """Return the text of one parameter, ``None`` for NULL; what has no short text is told by its size."""
    if data is None:
        return None
    if form == 0 or type_id in _TEXTUAL:
        # jsonb begins with its version.
        text = data.removeprefix(b"\1" if type_id == _JSONB and form else b"").decode("utf-8", "replace")
        return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
    try:
        return _BINARY[type_id](data)
    except (KeyError, struct.error, ValueError, OverflowError):
        return f"({len(data)} bytes)"
