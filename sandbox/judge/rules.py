"""The words in which an author says what should be seen. Exercise files are parsed into these models.

A text may name a value of the run as ``{name}``; it is filled in before it is compared.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictInt, model_validator

Confidence = Literal["guess", "think", "sure"]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Gauge = Literal["open", "in_transaction", "idle_in_transaction"]


class Rule(BaseModel):
    """What all of an author's declarations share: unknown keys are mistakes, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QueryRule(Rule):
    """Which statements are meant, and how many of them the tap must have seen; BEGIN, COMMIT and the like never count.

    ``touching`` is a piece of their SQL, ``verb`` its first word, ``request`` the number of the request that sent them.
    """

    touching: str = ""
    verb: str = ""
    request: int | None = None
    at_least: int = 0
    at_most: int | None = None


class Measure(Rule):
    """Something that is counted or read off a finished run, as a short text. Exactly one key.

    ``queries``: how many such statements. ``lines``: how many printed lines begin so. ``next_after``: the first word of
    the statement that follows the first one that begins so. ``ending``: ``ok`` or the name of the exception that ended
    the program. ``state``: the answer of the database to a question asked when the program had ended, cells joined by
    commas, rows by semicolons. ``statuses``: the HTTP statuses of all requests whose path begins so. ``commit``:
    whether the first COMMIT that a request caused came ``before`` or ``after`` its answer, or ``never``. ``peak`` and
    ``final``: the most, or the last number of connections.
    """

    queries: QueryRule | None = None
    lines: str | None = None
    next_after: str | None = None
    ending: Literal[True] | None = None
    state: str | None = None
    statuses: str | None = None
    commit: int | None = None
    peak: Gauge | None = None
    final: Gauge | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"exactly one of {', '.join(type(self).model_fields)} is needed")
        return self


class Choice(Rule):
    """One possible answer to an observation, and what would have to be seen for it to be the right one.

    A line ``prints`` this, or the program ``raises`` that instead, or it is ``never`` reached. What is measured ``is``
    this text.
    """

    id: Name
    text: str = ""
    prints: str | None = None
    raises: str | None = None
    never: bool = False
    is_: str | None = Field(default=None, alias="is")
    misconception: str | None = None
    refutation: str = ""

    @model_validator(mode="after")
    def _one_reality(self) -> Self:
        kinds = [self.prints is not None, self.raises is not None, self.never, self.is_ is not None]
        if kinds.count(True) != 1:
            raise ValueError("a choice needs exactly one of `prints`, `raises`, `never = true` and `is`")
        return self


class Event(Rule):
    """One thing to be put in order: a line of output, an answer to a request, or a statement, by its beginning."""

    id: Name
    text: str
    starts: str | None = None
    answer: str | None = None
    sql: str | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if [self.starts, self.answer, self.sql].count(None) != 2:
            raise ValueError("something to be put in order needs exactly one of `starts`, `answer` and `sql`")
        return self


class Observation(Rule):
    """One thing that is predicted and then seen: a line of output, something measured, or the order of several.

    ``answer`` says how it is predicted. For numbers and texts, ``choices`` are the answers that the author has words
    for, and ``refutation`` is said to all others. ``side`` names the side of a contrast that it speaks of.
    """

    id: Name
    prompt: str
    starts: str | None = None
    measure: Measure | None = None
    order: tuple[Event, ...] = ()
    answer: Literal["choice", "number", "text", "order"] = "choice"
    choices: tuple[Choice, ...] = ()
    refutation: str = ""
    misconception: str | None = None
    side: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if [self.starts is not None, self.measure is not None, bool(self.order)].count(True) != 1:
            raise ValueError("an observation needs exactly one of `starts`, `measure` and `order`")
        if (self.answer == "order") != bool(self.order):
            raise ValueError('`order` lists what `answer = "order"` puts in order; both are needed')
        if self.answer == "choice" and len(self.choices) < 2:
            raise ValueError("at least two choices are needed")
        if self.measure is not None and any(choice.is_ is None for choice in self.choices):
            raise ValueError("choices of something measured say what it `is`")
        return self

    def choice(self, choice_id: str | None) -> Choice | None:
        """Return the choice with this id, or ``None``."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


class SourceRule(Rule):
    """Which parts of a file may differ from the starter; everything else is compared as a syntax tree."""

    path: str
    free_calls: tuple[str, ...] = ()
    free_names: tuple[str, ...] = ()
    free_imports: tuple[str, ...] = ("sqlalchemy", "models", "typing", "__future__")


class NameRule(Rule):
    """Names that a file must define at its top level, functions and methods that it must define anywhere in it, and
    names of functions and methods that it must not call.

    ``lets_pass`` names exceptions that it must not catch, unless it raises them again.
    """

    path: str
    keeps: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    lets_pass: tuple[str, ...] = ()


class StateRule(Rule):
    """A question to the database when the program has ended, as in :class:`Measure`, and the answer it must give."""

    ask: str
    is_: str = Field(alias="is")


class Advice(Rule):
    """A sentence for a failed check when the code calls one of these functions, or ended with this exception."""

    calls: tuple[str, ...] = ()
    raises: str | None = None
    say: str


class Check(Rule):
    """One judged expectation with the sentence that learners read.

    ``stdout``: lines that were printed; ``…`` stands for anything. ``in_order``: beginnings of lines that were printed
    in this order. ``lines``: how often each of these was printed. ``status``: how the program ended. ``queries``: what
    the tap saw. ``state``: what the database holds at the end. ``source`` and ``names``: what the files look like.
    ``test``: a test of the examiner's, as ``test_file.py::test_name``.
    """

    name: Name
    sentence: str
    visible: bool = True
    stdout: tuple[str, ...] = ()
    in_order: tuple[str, ...] = ()
    lines: dict[str, int] = {}
    status: Literal["ok"] | None = None
    queries: QueryRule | None = None
    state: StateRule | None = None
    source: SourceRule | None = None
    names: NameRule | None = None
    test: str | None = None
    advice: tuple[Advice, ...] = ()

    @model_validator(mode="after")
    def _one_expectation(self) -> Self:
        seen = (self.stdout, self.in_order, self.lines, self.status, self.queries, self.state)
        if sum(bool(kind) for kind in (*seen, self.source, self.names, self.test)) != 1:
            raise ValueError(
                "a check needs exactly one of `stdout`, `in_order`, `lines`, `status`, `queries`, `state`, `source`, "
                "`names`, `test`"
            )
        return self


class Trial(Rule):
    """One known version of the code that a learner's test is tried on.

    ``original`` is the code with the bug: the test must fail. ``sound`` is a correct version: it must pass. ``mutant``
    has one bug planted, ``bug`` says which kind: the test should fail, and must where ``required``.
    """

    name: Name
    kind: Literal["original", "sound", "mutant"]
    folder: str
    bug: str = ""
    required: bool = True
    files: dict[str, str] = {}


class Answer(BaseModel):
    """What a learner predicted for one observation: a choice, a number, a text, or ids in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    choice: Name | None = None
    number: Annotated[StrictInt, Field(ge=-1_000_000, le=1_000_000)] | None = None
    text: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    order: Annotated[tuple[Name, ...], Field(max_length=20)] | None = None
    confidence: Confidence = "think"

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if [self.choice, self.number, self.text, self.order].count(None) != 3:
            raise ValueError("an answer is one of `choice`, `number`, `text` and `order`")
        return self


def fill(text: str, values: dict[str, str]) -> str:
    """Put the run's values into a text; braces that name no value stay as they are."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def fits(pattern: str, line: str) -> bool:
    """Tell whether a line is as an author wrote it; ``…`` stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), line) is not None
