"""The words in which an author says what should be seen. Exercise files are parsed into these models.

A text may name a value of the run as ``{name}``; it is filled in before it is compared.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Confidence = Literal["guess", "think", "sure"]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]


class Rule(BaseModel):
    """What all of an author's declarations share: unknown keys are mistakes, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(Rule):
    """One possible answer to an observation, and what would have to be seen for it to be the right one."""

    id: Name
    text: str
    prints: str | None = None
    raises: str | None = None
    never: bool = False
    misconception: str | None = None
    refutation: str = ""

    @model_validator(mode="after")
    def _one_reality(self) -> Self:
        if [self.prints is not None, self.raises is not None, self.never].count(True) != 1:
            raise ValueError("a choice needs exactly one of `prints`, `raises` and `never = true`")
        return self


class Observation(Rule):
    """One line of output that is predicted and then seen, known by how it starts."""

    id: Name
    prompt: str
    starts: str
    choices: tuple[Choice, ...] = Field(min_length=2)

    def choice(self, choice_id: str | None) -> Choice | None:
        """Return the choice with this id, or ``None``."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


class QueryRule(Rule):
    """How many statements that mention a table the tap must have seen."""

    touching: str
    at_least: int = 0
    at_most: int | None = None


class SourceRule(Rule):
    """Which parts of a file may differ from the starter; everything else is compared as a syntax tree."""

    path: str
    free_calls: tuple[str, ...] = ()
    free_names: tuple[str, ...] = ()
    free_imports: tuple[str, ...] = ("sqlalchemy", "models", "typing", "__future__")


class Advice(Rule):
    """A sentence for a failed check when the code calls one of these functions, or ended with this exception."""

    calls: tuple[str, ...] = ()
    raises: str | None = None
    say: str


class Check(Rule):
    """One judged expectation with the sentence that learners read."""

    name: Name
    sentence: str
    visible: bool = True
    stdout: tuple[str, ...] = ()
    status: Literal["ok"] | None = None
    queries: QueryRule | None = None
    source: SourceRule | None = None
    advice: tuple[Advice, ...] = ()

    @model_validator(mode="after")
    def _one_expectation(self) -> Self:
        if [bool(self.stdout), self.status is not None, self.queries is not None, self.source is not None].count(
            True
        ) != 1:
            raise ValueError("a check needs exactly one of `stdout`, `status`, `queries` and `source`")
        return self


class Answer(BaseModel):
    """What a learner predicted for one observation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    choice: Name
    confidence: Confidence = "think"


def fill(text: str, values: dict[str, str]) -> str:
    """Put the run's values into a text; braces that name no value stay as they are."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
