"""Finds files of an exercise that nothing names."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exercises.format import Exercise
from exercises.reader import STARTER

# By themselves; what lies in a folder named here is there for all that the format says of that folder.
KNOWN = ("exercise.toml", "design.md")
KNOWN_FOLDERS = ("golden", "solution", "checks")


def strays(exercise: Exercise) -> list[str]:
    """Return the paths of unused files, relative to the exercise's folder."""
    data = tomllib.loads((exercise.folder / "exercise.toml").read_text())
    named = set(_texts(data))
    paths = (path for path in exercise.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(str(relative) for path in paths if not _used(relative := path.relative_to(exercise.folder), named))


def _used(path: Path, named: set[str]) -> bool:
    if str(path) in KNOWN or path.parts[0] in KNOWN_FOLDERS or str(path) in named:
        return True
    if path.parts[0] == STARTER:
        return str(path.relative_to(STARTER)) in named
    return any(str(parent) in named for parent in path.parents)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
