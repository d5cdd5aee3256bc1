"""What browsers send, as models: every size is bounded before anything is done with it."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from sandbox.judge.rules import Answer
from tutor.json_api import Text

# A step's files are a few KiB; this is a learner who pasted a data set.
FILES_BYTES = 256 * 1024
FILES = 50
WORDS = 10_000
TALK = 4_000

Path = Annotated[str, Field(min_length=1, max_length=200)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PredictionBody(_Body):
    """An answer to each observation of a predict step."""

    answers: dict[Annotated[str, Field(max_length=40)], Answer] = Field(max_length=100)


class ExplanationBody(_Body):
    """The chosen mechanism and the learner's own words."""

    choice: Annotated[str, Field(max_length=40)]
    text: Annotated[Text, Field(max_length=WORDS)]


class MarksBody(_Body):
    """The rubric's lines, counted from 1, that the learner finds in their own text."""

    lines: set[Annotated[StrictInt, Field(ge=1, le=50)]] = Field(max_length=50)


class DraftBody(_Body):
    """One file's text and the revision it was typed on.

    With ``replaces`` that revision is another tab's text; with ``aside`` the file stays as it is, and the text is kept
    in its history.
    """

    path: Path
    content: Annotated[Text, Field(max_length=FILES_BYTES)]
    base_revision: Annotated[StrictInt, Field(ge=0, le=2_000_000_000)]
    replaces: StrictBool = False
    aside: StrictBool = False


class HandBody(_Body):
    """A call for help: what was tried, if the learner says so."""

    words: Annotated[Text, Field(max_length=TALK)] = ""


class CommentBody(_Body):
    """Words in a step's thread."""

    text: Annotated[Text, Field(max_length=TALK)]


class RunBody(_Body):
    """The files to run. ``key`` makes a repeated request the same run; ``latency_ms`` is added to each round trip."""

    files: dict[Path, Text] = Field(max_length=FILES)
    key: UUID
    latency_ms: Annotated[StrictInt, Field(ge=0, le=25)] = 0
