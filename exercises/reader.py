"""Reads a course: folders of TOML, Markdown, SQL and code. Nothing in them is ever imported here."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from exercises.format import Course, Exercise

FORMAT = 1

Model = TypeVar("Model", bound=BaseModel)


class CourseError(Exception):
    """A mistake in a course's files, told with the file, the place in it and what to change."""


def load_course(folder: Path) -> Course:
    """Read the course in ``folder``; raises :class:`CourseError` for the first file that is not in order."""
    data = _read_toml(folder / "course.toml")
    misconceptions = data.get("misconceptions", {})
    for key, misconception in misconceptions.items():
        misconception["id"] = key
    for chapter in data.get("chapters", []):
        chapter["exercises"] = [_load_exercise(folder / name, misconceptions) for name in chapter.get("exercises", [])]
    return _validated(Course, data, folder / "course.toml")


def _load_exercise(folder: Path, misconceptions: dict[str, Any]) -> Exercise:
    source = folder / "exercise.toml"
    data = _read_toml(source)
    data["folder"], data["hash"], data["misconceptions"] = folder, _content_hash(folder), misconceptions
    for key in ("schema", "seed"):
        if key in data:
            data[key] = _read_text(folder / data[key], source)
    for step in data.get("steps", []):
        _read_step_files(step, folder, source)
    return _validated(Exercise, data, source)


def _read_step_files(step: dict[str, Any], folder: Path, source: Path) -> None:
    for key in ("text", "model_answer"):
        if key in step:
            step[key] = _read_text(folder / step[key], source)
    editable = set(step.pop("editable", []))
    names = step.pop("files", [])
    if strangers := editable.difference(names):
        raise CourseError(f"{source}: step `{step.get('id')}`: {sorted(strangers)} are editable but not in `files`")
    if names:
        step["files"] = [
            {"path": name, "content": _read_text(folder / "starter" / name, source), "editable": name in editable}
            for name in names
        ]


def _read_text(path: Path, named_by: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(f"{named_by} names {path.name}, which cannot be read: {error.strerror}") from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path}: this is not TOML: {error}") from error
    if data.pop("format", None) != FORMAT:
        raise CourseError(f"{path}: the first line must be `format = {FORMAT}`")
    return data


def _validated(model: type[Model], data: dict[str, Any], path: Path) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CourseError(f"{path}: {place}: {first['msg']}") from error


def _content_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
