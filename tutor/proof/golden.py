"""Golden submissions: folders of files, each with the verdict it must get."""

import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from exercises.format import Exercise
from exercises.reader import CourseError
from exercises.steps import RunnableStep
from tutor.proof.player import Player
from tutor.proof.theorem import Theorem

EXPECT = "expect.toml"


class Expectation(BaseModel):
    """What ``expect.toml`` says: the verdict, the checks that fail (at least these), words of one of their messages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Literal["passed", "failed"]
    fails: tuple[str, ...] = ()
    says: str = ""


def golden(exercise: Exercise) -> Iterator[Theorem]:
    """Yield a theorem for every golden submission; raises :class:`CourseError` for one that is not in order."""
    for expect in sorted((exercise.folder / "golden").glob(f"*/*/{EXPECT}")):
        step = exercise.step(expect.parent.parent.name)
        assert isinstance(step, RunnableStep)
        sentence = f"{step.id}: golden submission {expect.parent.name}"
        yield Theorem(exercise, sentence, partial(_judged, exercise, step, files_of(expect.parent), _read(expect)))


def files_of(folder: Path) -> dict[str, str]:
    """Return the submission in a folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != EXPECT)
    return {str(path.relative_to(folder)): path.read_text() for path in paths}


def _read(path: Path) -> Expectation:
    try:
        return Expectation.model_validate(tomllib.loads(path.read_text()))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise CourseError(f"{path}: {error}") from error


async def _judged(
    exercise: Exercise, step: RunnableStep, files: dict[str, str], expected: Expectation, player: Player
) -> str:
    if strangers := files.keys() - step.editable_paths:
        return f"{', '.join(sorted(strangers))} cannot be submitted"
    result = (await player.play(exercise, step, files)).result
    failed = {check["name"]: check for check in result.checks if check["verdict"] == "failed"}
    told = "; ".join(f"{name}: {check['message']}" for name, check in failed.items())
    if result.verdict != expected.verdict:
        return f"its verdict is `{result.verdict}`. {told}"
    if missing := [name for name in expected.fails if name not in failed]:
        return f"{', '.join(missing)} should have failed. {told}"
    return "" if expected.says in told else f"nothing says “{expected.says}”. {_shortened(told)}"


def _shortened(told: str, longest: int = 600) -> str:
    return told if len(told) <= longest else f"{told[:longest]}…"
