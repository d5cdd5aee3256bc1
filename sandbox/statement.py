"""One executed statement, and what it says of itself."""

import re
from dataclasses import dataclass, field

from sandbox import marks
from sandbox.driver import asks_for_itself
from sandbox.marks import Mark

# A statement may be a data set; the record keeps its beginning.
LONGEST_SQL = 20_000
# Where drivers that cannot mark say where a statement comes from, and which request it is for.
_ORIGIN = re.compile(r"/\*@(?P<file>[\w./-]{1,200}):(?P<line>\d{1,6})(#(?P<request>\d{1,6}))?\*/\s*$")


@dataclass(slots=True)
class Statement:
    """One executed statement; times in seconds on the caller's clock."""

    sql: str
    began: float
    parameters: list[str | None] = field(default_factory=list)
    mark: Mark = marks.NOTHING
    ended: float = 0.0
    rows: int | None = None
    fetched: int = 0
    tag: str = ""
    error: dict[str, str] | None = None
    transaction: int | None = None
    round_trips: int = 1

    @property
    def origin(self) -> tuple[str, int] | None:
        """File and line in the learner's code, as the program itself claims."""
        if self.mark.origin:
            return self.mark.origin
        found = _ORIGIN.search(self.sql) if self.sql.endswith("*/") else None
        return (found["file"], int(found["line"])) if found else None

    @property
    def request(self) -> int | None:
        """The number of the request that was being answered, as the program itself claims."""
        found = _ORIGIN.search(self.sql) if self.sql.endswith("*/") else None
        return int(found["request"]) if found and found["request"] else self.mark.request

    @property
    def shown_sql(self) -> str:
        """The statement without the comment that carries its origin, and not longer than a person would read."""
        shown = (_ORIGIN.sub("", self.sql) if self.sql.endswith("*/") else self.sql).strip()
        return shown if len(shown) <= LONGEST_SQL else shown[:LONGEST_SQL] + " …"

    @property
    def command(self) -> str:
        """What the server says it did, without its counts; what it did not finish is called by its first word."""
        return self.tag.rstrip("0123456789 ") or self.shown_sql.partition(" ")[0].upper()[:20]

    @property
    def by_driver(self) -> bool:
        """Whether the driver asked for itself."""
        return self.origin is None and asks_for_itself(self.sql)
