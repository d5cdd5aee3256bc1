"""How a run ended. The sandbox returns an Outcome for whatever the program did, and raises for whatever we did."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class SandboxError(Exception):
    """Our own fault: never counted against a learner."""


class NotStartedError(SandboxError):
    """Our own fault before the program began: the same job can be tried again, nothing has happened."""


class SeedError(SandboxError):
    """PostgreSQL refuses the SQL that the database begins with."""


class Status(StrEnum):
    """How the program's process ended."""

    OK = "ok"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    CPU_LIMIT = "cpu_limit"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_LIMIT = "output_limit"
    DATABASE_LIMIT = "database_limit"
    CRASHED = "crashed"


@dataclass(frozen=True)
class Outcome:
    """What is known after a run: times in milliseconds, measured outside the program; memory in bytes."""

    status: Status
    exit_code: int | None
    duration_ms: float
    cpu_ms: float
    peak_memory_bytes: int
    queries: int
    # A key of ENDINGS, what stands in its sentence, and that sentence.
    ending: str
    value: float | str | None
    message: str
    # The database's answers to what the job asked at the end, by question.
    state: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return the fields as they go into events and command output."""
        return {name: value for name, value in asdict(self).items() if name != "state"}


# How a run can end, more exactly than its status: a page may say it in another language, with the same value.
ENDINGS = {
    "ok": "The program ended by itself.",
    "failed": "The program ended with an error (exit code {value}).",
    "timed_out": "The program was stopped: it ran longer than {value:g} seconds. Does a loop end?",
    "cpu_limit": "The program was stopped: it used more than {value:g} seconds of CPU time.",
    "out_of_memory": "The program was stopped: it needed more than {value} MiB of memory.",
    "output_limit": "The program was stopped: it printed more than {value} KiB. The beginning is kept.",
    "statement_time": "The program was stopped: one of its statements took longer than {value:g} seconds.",
    "statements": "The program was stopped: it sent more than {value} statements.",
    "database_traffic": "The program was stopped: it exchanged more than {value} MiB with the database.",
    "database_size": "The program was stopped: its database grew beyond {value} MiB.",
    "database_memory": "The program was stopped: its database server needed more than {value} MiB of memory.",
    "database_ended": "The program was stopped: its database server ended before it did.",
    "crashed": "The program was ended by signal {value}.",
}
