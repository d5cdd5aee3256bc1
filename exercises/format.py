"""What a course is made of once it has been read."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from exercises.steps import Step, named_beliefs
from sandbox.judge.rules import Measure, Name, Rule


class Misconception(Rule):
    """A named false belief, and the words that meet it."""

    id: str
    title: str
    belief: str
    refutation: str = ""
    # The exercise in which it collides.
    exercise: str = ""


class Value(Rule):
    """A word of the seed: ``fixed`` is what the texts speak of, ``drawn`` a pattern that is filled anew for a run."""

    fixed: str
    drawn: str


class NamedRun(Rule):
    """A run that the texts speak of: a step, with some files replaced from a folder. ``prove`` plays it."""

    id: Name
    step: Name
    files: Mapping[str, str] = {}
    side: str | None = None
    environment: str | None = None
    latency_ms: int | None = None
    solution: bool = False


class Claim(Rule):
    """Words in a text, and what a run must show for them: lines that it ``prints``, or a ``measure`` that ``is``."""

    text: str
    says: str
    run: Name
    prints: tuple[str, ...] = ()
    measure: Measure | None = None
    is_: str | None = Field(default=None, alias="is")

    @model_validator(mode="after")
    def _something_to_see(self) -> Self:
        if bool(self.prints) == (self.measure is not None) or (self.measure is None) != (self.is_ is None):
            raise ValueError("a claim needs `prints`, or `measure` and `is`")
        if self.measure is not None and self.measure.state is not None:
            raise ValueError("what the database answers is claimed by an observation of the step, not here")
        return self


class Exercise(Rule):
    """One folder of the course; ``hash`` changes with any file in it."""

    id: Name
    title: str
    summary: str
    minutes: int
    folder: Path
    hash: str
    environment: str = "current"
    schema_sql: str = Field(default="", alias="schema")
    seed: str = ""
    values: dict[str, Value] = {}
    needs: tuple[str, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    runs: tuple[NamedRun, ...] = ()
    claims: tuple[Claim, ...] = ()
    misconceptions: dict[str, Misconception] = {}

    @model_validator(mode="after")
    def _known_names(self) -> Self:
        for name in chain.from_iterable(named_beliefs(step) for step in self.steps):
            if name not in self.misconceptions:
                raise ValueError(f"`{name}` is not among course.toml's misconceptions")
        ids = [step.id for step in self.steps]
        if len(set(ids)) != len(ids):
            raise ValueError("two steps have the same id")
        for run in self.runs:
            if run.step not in ids:
                raise ValueError(f"the run `{run.id}` names a step `{run.step}` that is not there")
        for claim in self.claims:
            if claim.run not in {run.id for run in self.runs}:
                raise ValueError(f"the claim `{claim.says}` names a run `{claim.run}` that is not there")
        return self

    def step(self, step_id: str) -> Step:
        """Return one step; raises :class:`KeyError` when there is none of this id."""
        return {step.id: step for step in self.steps}[step_id]


class Chapter(Rule):
    """Exercises that belong together, in the order they are best taken."""

    title: str
    exercises: tuple[Exercise, ...]


class Course(Rule):
    """Everything one class can learn."""

    id: Name
    title: str
    summary: str
    chapters: tuple[Chapter, ...]
    misconceptions: dict[str, Misconception]
    # What its texts are written in, as HTML names languages: a screen reader has to pronounce them.
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises in course order."""
        return tuple(exercise for chapter in self.chapters for exercise in chapter.exercises)

    def exercise(self, exercise_id: str) -> Exercise:
        """Return one exercise; raises :class:`KeyError` when there is none of this id."""
        return {exercise.id: exercise for exercise in self.exercises}[exercise_id]
