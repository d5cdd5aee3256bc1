"""What a course is made of once it has been read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sandbox.judge.rules import Check, Choice, Name, Observation, Rule
from sandbox.policy import Limits


class Misconception(Rule):
    """A named false belief."""

    id: str
    title: str
    belief: str


class Value(Rule):
    """A word of the seed: ``fixed`` is what the texts speak of, ``drawn`` a pattern that is filled anew for a run."""

    fixed: str
    drawn: str


class StepFile(Rule):
    """A file that a learner sees beside a step, with the starter's text."""

    path: str
    content: str
    editable: bool


class _Step(Rule):
    id: Name
    title: str
    text: str


class _RunnableStep(_Step):
    files: tuple[StepFile, ...]
    entry: str = "main.py"
    draw: bool = False
    limits: Limits = Limits()

    @property
    def runnable(self) -> bool:
        """A program is behind this step."""
        return True

    @property
    def editable_paths(self) -> frozenset[str]:
        """The paths a submission may contain."""
        return frozenset(file.path for file in self.files if file.editable)


class PredictStep(_RunnableStep):
    """Say what a program will do, then run it."""

    kind: Literal["predict"]
    observations: tuple[Observation, ...] = Field(min_length=1)


class FixStep(_RunnableStep):
    """Change the program until its checks pass."""

    kind: Literal["fix"]
    checks: tuple[Check, ...] = Field(min_length=1)
    hints: tuple[str, ...] = ()


class ExplainChoice(Rule):
    """One mechanism to choose, with what is to be said about it."""

    id: Name
    text: str
    correct: bool = False
    misconception: str | None = None
    feedback: str


class ExplainStep(_Step):
    """Choose the mechanism, then say it in your own words."""

    kind: Literal["explain"]
    question: str
    choices: tuple[ExplainChoice, ...] = Field(min_length=2)
    prompt: str
    model_answer: str
    rubric: tuple[str, ...]

    @property
    def runnable(self) -> bool:
        """Nothing runs here."""
        return False


Step = Annotated[PredictStep | ExplainStep | FixStep, Field(discriminator="kind")]
RunnableStep = PredictStep | FixStep


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
    steps: tuple[Step, ...] = Field(min_length=1)
    misconceptions: dict[str, Misconception] = {}

    @model_validator(mode="after")
    def _known_misconceptions(self) -> Self:
        for choice in (choice for step in self.steps for choice in _choices(step)):
            if choice.misconception and choice.misconception not in self.misconceptions:
                raise ValueError(f"`{choice.misconception}` is not among course.toml's misconceptions")
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

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises in course order."""
        return tuple(exercise for chapter in self.chapters for exercise in chapter.exercises)

    def exercise(self, exercise_id: str) -> Exercise:
        """Return one exercise; raises :class:`KeyError` when there is none of this id."""
        return {exercise.id: exercise for exercise in self.exercises}[exercise_id]


def _choices(step: Step) -> Sequence[Choice | ExplainChoice]:
    if isinstance(step, PredictStep):
        return [choice for observation in step.observations for choice in observation.choices]
    return step.choices if isinstance(step, ExplainStep) else ()
