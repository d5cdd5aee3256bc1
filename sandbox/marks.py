"""What a program says about its own statements: where they come from, and why. Claims, for teaching only."""

import functools
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

# A message type that the protocol does not have, and a start-up code that it does not have.
KIND = b"m"
BEFORE_STARTUP = 1234 << 16 | 9999
LONGEST = 2_000


class Mark(BaseModel):
    """One claim; it holds for the statements up to the next synchronisation."""

    model_config = ConfigDict(frozen=True)

    file: Annotated[str, Field(max_length=200)] | None = None
    line: Annotated[int, Field(ge=1, le=999_999)] | None = None
    reason: Annotated[str, Field(max_length=200)] | None = None
    # A relationship that was loaded in advance and is now read for the first time; told by a connection of its own.
    read: Annotated[str, Field(max_length=200)] | None = None
    request: Annotated[int, Field(ge=0, le=1_000_000)] | None = None

    @property
    def origin(self) -> tuple[str, int] | None:
        """File and line in the learner's code."""
        return None if self.file is None or self.line is None else (self.file, self.line)


NOTHING = Mark()


@functools.lru_cache(maxsize=1024)
def read(body: bytes) -> Mark:
    """Return what a mark says; nothing when it is not well formed."""
    if len(body) > LONGEST:
        return NOTHING
    try:
        return Mark.model_validate_json(body)
    except ValidationError:
        return NOTHING
