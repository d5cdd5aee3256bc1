"""Reads a course: folders of TOML, Markdown, SQL and code. Nothing in them is ever imported here."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from exercises.format import Course, Exercise
from exercises.places import Place, line_of
from exercises.steps import SETTINGS

FORMAT = 1
# Where a step's files come from unless it names another folder, and where the examiner's files lie.
STARTER, SOLUTION, BACKSTAGE = "starter", "solution", "checks"

Model = TypeVar("Model", bound=BaseModel)


class CourseError(Exception):
    """A mistake in a course's files, told with the file, the place in it and what to change."""


def load_course(folder: Path) -> Course:
    """Read the course in ``folder``; raises :class:`CourseError` for the first file that is not in order."""
    source = _Source(folder / "course.toml")
    misconceptions = source.data.get("misconceptions", {})
    for key, misconception in misconceptions.items():
        misconception["id"] = key
    for chapter in source.data.get("chapters", []):
        chapter["exercises"] = [_load_exercise(folder / name, misconceptions) for name in chapter.get("exercises", [])]
    return source.validated(Course)


def _load_exercise(folder: Path, misconceptions: dict[str, Any]) -> Exercise:
    source = _Source(folder / "exercise.toml")
    data = source.data
    data["folder"], data["hash"], data["misconceptions"] = folder, _content_hash(folder), misconceptions
    for key in ("schema", "seed"):
        if key in data:
            data[key] = source.text(data[key], (key,))
    for index, step in enumerate(data.get("steps", [])):
        _read_step(step, source, ("steps", index))
    for index, run in enumerate(data.get("runs", [])):
        _read_overlay(run, source, ("runs", index))
    return source.validated(Exercise)


def _read_step(step: dict[str, Any], source: "_Source", place: Place) -> None:
    for key in ("text", "model_answer", "why"):
        if key in step:
            step[key] = source.text(step[key], (*place, key))
    editable = set(step.pop("editable", []))
    names = step.pop("files", [])
    if strangers := editable.difference(names):
        raise source.error((*place, "editable"), f"{sorted(strangers)} are editable but not in `files`; add them there")
    folder = step.pop("starter", STARTER)
    if names:
        step["files"] = [
            {"path": name, "content": _starter(name, folder, source, (*place, "files")), "editable": name in editable}
            for name in names
        ]
    if step.get("kind") == "lab":
        defaults = {str(each.get("id")): each.get("default") for each in step.get("parameters", [])}
        settings = {"path": SETTINGS, "content": json.dumps(defaults), "editable": True}
        step["files"] = [*step.get("files", []), settings]
    if editable:
        # Where several steps have one, each has a folder of its own in there.
        own = source.folder / SOLUTION / str(step.get("id"))
        found = _folder(own if own.exists() else source.folder / SOLUTION)
        step["solution"] = {path: text for path, text in found.items() if path in editable}
    for key in ("sides", "trials"):
        for index, part in enumerate(step.get(key, [])):
            _read_overlay(part, source, (*place, key, index), keep=key == "trials")
    if "application" in step:
        step["backstage"] = _folder(source.folder / BACKSTAGE)
    driver = step.get("driver")
    if driver is not None and driver not in step.get("backstage", {}):
        raise source.error((*place, "driver"), f"there is no {BACKSTAGE}/{driver}, or the step has no `application`")


def _starter(name: str, folder: str, source: "_Source", place: Place) -> str:
    """A step's own folder holds what differs from the exercise's starter."""
    own = source.folder / folder / name
    return source.text(f"{folder}/{name}" if own.exists() else f"{STARTER}/{name}", place)


def _read_overlay(part: dict[str, Any], source: "_Source", place: Place, keep: bool = False) -> None:
    """Replace ``folder`` by the files in it; a trial keeps its name as well."""
    folder = part.get("folder")
    if folder is None:
        return
    part["files"] = _folder(source.folder / folder)
    if not part["files"]:
        raise source.error((*place, "folder"), f"there are no files in {folder}")
    if not keep:
        del part["folder"]


def _folder(folder: Path) -> dict[str, str]:
    """Return the files beneath a folder; there need not be one."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths}


class _Source:
    """One TOML file, with what is needed to say where a mistake in it is."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self._path = path
        try:
            self._toml = path.read_text(encoding="utf-8")
            self.data = tomllib.loads(self._toml)
        except OSError as error:
            raise CourseError(f"{path}: {error.strerror}") from error
        except tomllib.TOMLDecodeError as error:
            raise CourseError(f"{path}: this is not TOML: {error}") from error
        if self.data.pop("format", None) != FORMAT:
            raise CourseError(f"{path}, line 1: the first line must be `format = {FORMAT}`")

    def text(self, name: str, place: Place) -> str:
        """Read a file that is named at ``place``; raises :class:`CourseError`."""
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise self.error(place, f"{name} cannot be read: {reason}") from error

    def error(self, place: Place, problem: str) -> CourseError:
        """Make the error for a problem at ``place``."""
        line = line_of(self._toml, place)
        where = f"{self._path}, line {line}" if line else str(self._path)
        return CourseError(f"{where}: {self._words(place)}{problem}")

    def validated(self, model: type[Model]) -> Model:
        """Return the file's content as a model; raises :class:`CourseError` for the first mistake."""
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            first = error.errors()[0]
            place = tuple(part for part in first["loc"] if part not in KINDS)
            raise self.error(place, first["msg"].removeprefix("Value error, ")) from error

    def _words(self, place: Place) -> str:
        """Say a place as an author would: by ids rather than by numbers."""
        words, value = [], self.data
        for part in place:
            try:
                value = value[part]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                value = {}
            name = (value.get("id") or value.get("name")) if isinstance(value, dict) else None
            words.append(f"`{name}`" if isinstance(part, int) and name else str(part))
        return f"{' '.join(words)}: " if words else ""


# Pydantic names the member of a union that it tried; an author wrote no such word.
KINDS = ("belief", "predict", "explain", "fix", "instrument", "build", "write_test", "contrast", "lab")


def _content_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
