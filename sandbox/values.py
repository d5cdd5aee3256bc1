"""Shows a bound parameter as PostgreSQL itself would write it. Object ids are those of ``pg_type.dat``.

Source of the binary forms: the ``…_recv`` and ``…_send`` functions in ``src/backend/utils/adt`` of PostgreSQL.
"""

import ipaddress
import math
import struct
import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

# A parameter may be a document; the log shows its beginning.
LONGEST_SHOWN = 500
MOST_ELEMENTS = 100
# From here on types are made by users: enumerations, domains, arrays of them.
FIRST_USER_TYPE = 16384
_BOOL = 16
_EPOCH = datetime(2000, 1, 1)  # PostgreSQL's own zero, which has no zone
_INFINITE = {2**63 - 1: "infinity", -(2**63): "-infinity"}
_SPECIAL_NUMERIC = {0xC000: "NaN", 0xD000: "Infinity", 0xF000: "-Infinity"}
_HEAD, _LENGTH = struct.Struct("!iiI"), struct.Struct("!i")


def decode(type_id: int, form: int, data: bytes | None) -> str | None:
    """Return the text of one parameter, ``None`` for NULL; what has no short text is told by its size."""
    if data is None:
        return None
    if form == 0:
        return _cut(data.decode("utf-8", "replace"))
    try:
        return _cut(_binary(type_id, data))
    except (KeyError, struct.error, ValueError, OverflowError, RecursionError, StopIteration):
        return f"({len(data)} bytes)"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _binary(type_id: int, data: bytes) -> str:
    if type_id in _ARRAYS:
        return _array(data)
    if type_id in _TEXTUAL:
        return data.decode("utf-8", "replace")
    if type_id < FIRST_USER_TYPE:
        return _BINARY[type_id](data)
    try:
        return _array(data)
    except (struct.error, ValueError):
        return _label(data)


def _label(data: bytes) -> str:
    """An enumeration's value is its name."""
    text = data.decode("utf-8")
    if not text.isprintable():
        raise ValueError("not a name")
    return text


def _number(form: str) -> Callable[[bytes], str]:
    return lambda data: str(struct.unpack(form, data)[0])


def _float(form: str, most_digits: int) -> Callable[[bytes], str]:
    """As few digits as tell it from its neighbours, as PostgreSQL writes them."""

    def show(data: bytes) -> str:
        (value,) = struct.unpack(form, data)
        if not math.isfinite(value):
            return {"inf": "Infinity", "-inf": "-Infinity"}.get(str(value), "NaN")
        shortest = (format(value, f".{digits}g") for digits in range(6, most_digits + 1))
        return str(float(next(text for text in shortest if struct.pack(form, float(text)) == data))).removesuffix(".0")

    return show


def _numeric(data: bytes) -> str:
    count, weight, sign, scale = struct.unpack_from("!hhHH", data)
    if sign in _SPECIAL_NUMERIC:
        return _SPECIAL_NUMERIC[sign]
    if not -2_000 <= weight <= 2_000 or scale > LONGEST_SHOWN:
        raise ValueError("a number that nobody writes out")
    digits = struct.unpack_from(f"!{count}h", data, 8)
    at = dict(enumerate(digits))
    whole = "".join(f"{at.get(index, 0):04d}" for index in range(weight + 1)).lstrip("0") or "0"
    start = weight + 1
    places = (scale + 3) // 4
    fraction = "".join(f"{at.get(index, 0):04d}" for index in range(start, start + places))[:scale]
    return ("-" if sign else "") + whole + ("." + fraction if scale else "")


def _date(data: bytes) -> str:
    (days,) = struct.unpack("!i", data)
    names = {2**31 - 1: "infinity", -(2**31): "-infinity"}
    return names.get(days) or str(date(2000, 1, 1) + timedelta(days=days))


def _timestamp(data: bytes) -> str:
    (microseconds,) = struct.unpack("!q", data)
    return _INFINITE.get(microseconds) or _fraction(str(_EPOCH + timedelta(microseconds=microseconds)))


def _zoned(data: bytes) -> str:
    shown = _timestamp(data)
    return shown if shown.endswith("infinity") else shown + "+00"


def _time(data: bytes) -> str:
    (microseconds,) = struct.unpack("!q", data)
    return _fraction(str((_EPOCH + timedelta(microseconds=microseconds)).time() if microseconds else time()))


def _fraction(text: str) -> str:
    return text.rstrip("0") if "." in text else text


def _interval(data: bytes) -> str:
    microseconds, days, months = struct.unpack("!qii", data)
    # Each part has a sign of its own, and truncates towards zero.
    years, months = int(months / 12), months - 12 * int(months / 12)
    words = [(years, "year"), (months, "mon"), (days, "day")]
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in words if count]
    if microseconds or not parts:
        seconds, rest = divmod(abs(microseconds), 1_000_000)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:06d}"
        parts.append(("-" if microseconds < 0 else "") + clock.rstrip("0").rstrip("."))
    return " ".join(parts)


def _address(data: bytes) -> str:
    bits, is_cidr, size = data[1:4]
    address = ipaddress.ip_address(data[4 : 4 + size])
    whole = bits == size * 8 and not is_cidr
    return str(address) if whole else f"{address}/{bits}"


def _array(data: bytes) -> str:
    dimensions, flags, element = _HEAD.unpack_from(data)
    if not 0 <= dimensions <= 6 or flags not in (0, 1):
        raise ValueError("not an array")
    sizes = [_LENGTH.unpack_from(data, 12 + 8 * index)[0] for index in range(dimensions)]
    count, at, shown = math.prod(sizes) if sizes else 0, 12 + 8 * dimensions, list[str]()
    for _ in range(min(count, MOST_ELEMENTS)):
        text, at = _element(data, at, element)
        shown.append(text)
    if count > MOST_ELEMENTS:
        return "{" + ",".join(shown) + ",…}"
    if at != len(data):
        raise ValueError("more than an array")
    if not shown:
        return "{}"
    for size in reversed(sizes[1:]):
        shown = ["{" + ",".join(shown[start : start + size]) + "}" for start in range(0, len(shown), size)]
    return "{" + ",".join(shown) + "}"


def _element(data: bytes, at: int, element: int) -> tuple[str, int]:
    (length,) = _LENGTH.unpack_from(data, at)
    at += 4
    if length < 0:
        return "NULL", at
    if at + length > len(data):
        raise ValueError("an element longer than its array")
    value = data[at : at + length]
    text = _binary(element, value) if element != _BOOL else "ft"[value == b"\1"]
    if text == "" or text.upper() == "NULL" or any(mark in text for mark in ',{}"\\ \t\n'):
        text = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text, at + length


_BINARY: dict[int, Callable[[bytes], str]] = {
    _BOOL: lambda data: "true" if data == b"\1" else "false",
    17: lambda data: "\\x" + data.hex(),
    20: _number("!q"),
    21: _number("!h"),
    23: _number("!i"),
    26: _number("!I"),
    700: _float("!f", 9),
    701: _float("!d", 17),
    869: _address,
    650: _address,
    1082: _date,
    1083: _time,
    1114: _timestamp,
    1184: _zoned,
    1186: _interval,
    1700: _numeric,
    2950: lambda data: str(uuid.UUID(bytes=data)),
    # It begins with its version.
    3802: lambda data: data.removeprefix(b"\1").decode("utf-8", "replace"),
}
_TEXTUAL = {0, 18, 19, 25, 114, 142, 705, 1042, 1043}
_ARRAYS = {
    *(199, 1000, 1001, 1002, 1003, 1005, 1007, 1009, 1014, 1015, 1016, 1021, 1022, 1028, 1041, 1115, 1182, 1183, 1185),
    *(1187, 1231, 2951, 3807, 651),
}
