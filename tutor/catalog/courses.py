"""The courses on this server, read once; the site's only way to the exercises' folder."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404

from exercises.format import Chapter, Course, Exercise, Misconception
from exercises.reader import load_course
from exercises.steps import (
    BeliefStep,
    CodeStep,
    ContrastStep,
    ExplainChoice,
    ExplainStep,
    LabStep,
    PredictStep,
    RunnableStep,
    Side,
    Statement,
    Step,
    WriteTestStep,
    checks_of,
    observations_of,
)
from sandbox.judge.rules import Choice, Event, Observation, Trial

__all__ = [
    "BeliefStep",
    "Chapter",
    "Choice",
    "CodeStep",
    "ContrastStep",
    "Course",
    "Event",
    "Exercise",
    "ExplainChoice",
    "ExplainStep",
    "LabStep",
    "Misconception",
    "Observation",
    "PredictStep",
    "RunnableStep",
    "Side",
    "Statement",
    "Step",
    "Trial",
    "WriteTestStep",
    "checks_of",
    "course",
    "courses",
    "exercise_or_404",
    "observations_of",
    "step_key",
    "step_or_404",
]


def course(course_id: str) -> Course:
    """Return a course. It is read once per process; in a preview, again after each change."""
    folder = settings.COURSES / course_id
    return _read(folder, stamp(folder) if settings.PREVIEW else 0)


# In a preview the versions before the newest are of no use.
@lru_cache(maxsize=8)
def _read(folder: Path, _stamp: int) -> Course:
    return load_course(folder)


def stamp(folder: Path) -> int:
    """Return a number that grows with every change to a file beneath a folder, in nanoseconds of the clock."""
    return max(path.stat().st_mtime_ns for path in (folder, *folder.rglob("*")))


def courses() -> list[Course]:
    """Return every course on this server, by title."""
    found = [course(file.parent.name) for file in settings.COURSES.glob("*/course.toml")]
    return sorted(found, key=lambda each: each.title)


def exercise_or_404(course_id: str, exercise_id: str) -> Exercise:
    """Return one exercise for a page; raises Http404 when the course has none of this id."""
    try:
        return course(course_id).exercise(exercise_id)
    except KeyError as error:
        raise Http404 from error


def step_or_404(exercise: Exercise, step_id: str) -> Step:
    """Return one step for a page; raises Http404 when the exercise has none of this id."""
    try:
        return exercise.step(step_id)
    except KeyError as error:
        raise Http404 from error


def step_key(exercise_id: str, step_id: str) -> str:
    """Return a step's address inside its course, as `classroom grade` takes it: ``1.2/predict``."""
    return f"{exercise_id}/{step_id}"
