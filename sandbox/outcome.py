"""How a run ended. The sandbox returns an Outcome for whatever the program did, and raises for whatever we did."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class SandboxError(Exception):
    """Our own fault: never counted against a learner."""


class NotStartedError(SandboxError):
    """Our own fault before the program began: the same job can be tried again, nothing has happened."""


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
    message: str
    # The database's answers to what the job asked at the end, by question.
    state: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return the fields as they go into events and command output."""
        return {name: value for name, value in asdict(self).items() if name != "state"}


SENTENCES = {
    Status.OK: "The program ended by itself.",
    Status.FAILED: "The program ended with an error (exit code {exit_code}).",
    Status.TIMED_OUT: "The program was stopped: it ran longer than {limits.seconds:g} seconds. Does a loop end?",
    Status.CPU_LIMIT: "The program was stopped: it used more than {limits.cpu_seconds} seconds of CPU time.",
    Status.OUT_OF_MEMORY: "The program was stopped: it needed more than {memory_mib} MiB of memory.",
    Status.OUTPUT_LIMIT: "The program was stopped: it printed more than {output_kib} KiB. The beginning is kept.",
    Status.DATABASE_LIMIT: "The program was stopped: {reason}.",
    Status.CRASHED: "The program was ended by signal {signal}.",
}
