"""Finds the line of a TOML file that a value was written on, for messages about mistakes."""

import re

_TABLE = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[\w.\-]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*(?P<key>[\w\-]+)\s*=")

Place = tuple[str | int, ...]


def line_of(text: str, place: Place) -> int | None:
    """Return the line of the value at ``place``, or of the nearest table around it; ``None`` when nothing is near."""
    lines = _lines(text)
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return None


def _lines(text: str) -> dict[Place, int]:
    """Map every table and key to its line. Arrays of tables are counted; values over several lines have their first."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE.match(line):
            table = _entered(header["name"].split("."), header["open"] == "[[", counts)
            found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, key["key"]), number)
    return found


def _entered(names: list[str], is_array: bool, counts: dict[Place, int]) -> Place:
    place: Place = ()
    for index, name in enumerate(names):
        place = (*place, name)
        if is_array and index == len(names) - 1:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place
