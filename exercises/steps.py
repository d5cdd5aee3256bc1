"""The steps of an exercise: what each kind asks for."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sandbox.judge.rules import Check, Choice, Name, Observation, Rule, Trial
from sandbox.policy import Limits

# The one editable file of a lab.
SETTINGS = "settings.json"


class StepFile(Rule):
    """A file that a learner sees beside a step, with the starter's text."""

    path: str
    content: str
    editable: bool


class _Step(Rule):
    id: Name
    title: str
    text: str


class Statement(Rule):
    """One sentence of a survey; ``holds`` tells whether it is true. Nobody is told before the exercise about it."""

    id: Name
    text: str
    holds: bool
    misconception: str | None = None


class BeliefStep(_Step):
    """Say what you hold for true. ``closes`` names the survey, as ``exercise/step``, that this one is compared with."""

    kind: Literal["belief"]
    statements: tuple[Statement, ...] = Field(min_length=1)
    closes: str | None = None

    @property
    def runnable(self) -> bool:
        """Nothing runs here."""
        return False


class _RunnableStep(_Step):
    """A program, or an application with a client.

    ``solution`` holds the author's versions of the files that a learner may change, and ``why`` explains them.
    ``entry`` is what a program starts with. With ``application`` (``main:app``) that is served, and ``driver``, a file
    of ``checks/``, is the client, as tests of ``checks/`` are. ``backstage`` holds the files of ``checks/``, which no
    learner sees.
    """

    files: tuple[StepFile, ...] = ()
    solution: Mapping[str, str] = {}
    why: str = ""
    entry: str = "main.py"
    application: str | None = None
    driver: str | None = None
    backstage: Mapping[str, str] = {}
    environment: str | None = None
    draw: bool = False
    latency_ms: Annotated[int, Field(ge=0, le=25)] = 0
    limits: Limits = Limits()
    hints: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _somebody_calls(self) -> Self:
        tested = any(check.test for check in getattr(self, "checks", ()))
        if self.application and not self.driver and not tested:
            raise ValueError("an `application` needs a `driver`, or checks with a `test`")
        return self

    @property
    def runnable(self) -> bool:
        """A program is behind this step."""
        return True

    @property
    def editable_paths(self) -> frozenset[str]:
        """The paths a submission may contain."""
        return frozenset(file.path for file in self.files if file.editable)

    @property
    def longest_seconds(self) -> float:
        """How long what it runs can last at most."""
        return self.limits.longest_seconds


class PredictStep(_RunnableStep):
    """Say what a program will do, then run it."""

    kind: Literal["predict"]
    observations: tuple[Observation, ...] = Field(min_length=1)


class CodeStep(_RunnableStep):
    """Change or write code until its checks pass. The kinds differ in what is asked for, not in how it is judged."""

    kind: Literal["fix", "instrument", "build"]
    checks: tuple[Check, ...] = Field(min_length=1)


class WriteTestStep(_RunnableStep):
    """Write a test that tells known versions of the code apart: one with the bug, sound ones, and mutants."""

    kind: Literal["write_test"]
    trials: tuple[Trial, ...] = Field(min_length=2)
    # Names that give a test away which looks at the code instead of at what it does.
    avoids: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_test_file(self) -> Self:
        if len(self.editable_paths) != 1:
            raise ValueError("a `write_test` step has exactly one editable file, the test")
        return self

    @property
    def longest_seconds(self) -> float:
        """How long its trials can last at most: a test may hang in each of them."""
        return self.limits.longest_seconds * len(self.trials)


class Side(Rule):
    """One half of a contrast: the same step's files, some of them replaced, or run in another environment."""

    id: Name
    title: str
    environment: str | None = None
    entry: str | None = None
    latency_ms: int | None = None
    files: Mapping[str, str] = {}


class ContrastStep(_RunnableStep):
    """Run two versions side by side, predict what differs, and see.

    ``same_state`` is a question to the database that both sides have to end with the same answer to.
    """

    kind: Literal["contrast"]
    sides: tuple[Side, ...] = Field(min_length=2, max_length=2)
    observations: tuple[Observation, ...] = ()
    same_state: str | None = None


class Parameter(Rule):
    """Something to turn before a measurement; ``values`` are what it can be set to."""

    id: Name
    title: str
    unit: str = ""
    values: tuple[str, ...] = Field(min_length=2)
    default: str

    @model_validator(mode="after")
    def _default_is_a_value(self) -> Self:
        if self.default not in self.values:
            raise ValueError(f"`default` is not one of {', '.join(self.values)}")
        return self


class LabStep(_RunnableStep):
    """Turn parameters, measure, compare. What is submitted is :data:`SETTINGS`, one text for each parameter.

    The program and its client find them in their environment, in capitals. Requests whose path begins with
    ``measured`` are what is measured; others only prepare, and are not told.
    """

    kind: Literal["lab"]
    parameters: tuple[Parameter, ...] = Field(min_length=1)
    measured: str = "/"


class ExplainChoice(Rule):
    """One mechanism to choose, with what is to be said about it."""

    id: Name
    text: str
    correct: bool = False
    misconception: str | None = None
    feedback: str


class ExplainStep(_Step):
    """Choose the mechanism, where there is a choice, then say it in your own words."""

    kind: Literal["explain"]
    question: str = ""
    choices: tuple[ExplainChoice, ...] = ()
    prompt: str
    model_answer: str
    rubric: tuple[str, ...]

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        if bool(self.question) != bool(self.choices):
            raise ValueError("`question` and `choices` go together")
        if self.choices and sum(choice.correct for choice in self.choices) != 1:
            raise ValueError("exactly one choice is `correct = true`")
        return self

    @property
    def runnable(self) -> bool:
        """Nothing runs here."""
        return False


Step = Annotated[
    BeliefStep | PredictStep | ExplainStep | CodeStep | WriteTestStep | ContrastStep | LabStep,
    Field(discriminator="kind"),
]
RunnableStep = PredictStep | CodeStep | WriteTestStep | ContrastStep | LabStep


def observations_of(step: Step) -> tuple[Observation, ...]:
    """Return what is predicted in a step; nothing for a step of another kind."""
    return step.observations if isinstance(step, PredictStep | ContrastStep) else ()


def checks_of(step: Step) -> tuple[Check, ...]:
    """Return the checks of a step; nothing for a step of another kind."""
    return step.checks if isinstance(step, CodeStep) else ()


def named_beliefs(step: Step) -> Iterator[str]:
    """Return the ids of all misconceptions that a step speaks of."""
    found: list[Observation | Choice | ExplainChoice | Statement] = list(observations_of(step))
    found += [choice for observation in observations_of(step) for choice in observation.choices]
    found += step.choices if isinstance(step, ExplainStep) else ()
    found += step.statements if isinstance(step, BeliefStep) else ()
    return (each.misconception for each in found if each.misconception)
