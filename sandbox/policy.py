"""Every number and list that bounds a run, in one place, each with its reason."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MIB = 1024 * 1024
# The ceiling of a run's wall clock: nobody waits longer for an answer.
LONGEST_SECONDS = 60.0
# The wall clock stands still while a run waits for a processor, until it has lasted so many times as long: no longer,
# because a program can make a crowd by itself.
MOST_PATIENCE = 3.0


class Limits(BaseModel):
    """What one run may use. An exercise may ask for less or more, up to the ceilings given here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # Wall clock of the program. Long enough for a pool time-out that an exercise shows, short enough to wait for.
    seconds: Annotated[float, Field(gt=0, le=LONGEST_SECONDS)] = 10.0
    # CPU time of each process; longer than the wall clock, so that a loop without end is told as one.
    cpu_seconds: Annotated[int, Field(gt=0, le=60)] = 12
    # Resident memory of all the run's processes beyond the warm template's pages.
    memory_bytes: Annotated[int, Field(ge=32 * MIB, le=1024 * MIB)] = 256 * MIB
    # Threads and processes together: asyncio's default executor takes up to 32.
    processes: Annotated[int, Field(ge=1, le=128)] = 48
    # stdout and stderr together. A browser shows this much without stutter.
    output_bytes: Annotated[int, Field(ge=1024, le=4 * MIB)] = 256 * 1024
    # Connections the tap lets through at once: SQLAlchemy's default pool is 5 + 10.
    connections: Annotated[int, Field(ge=1, le=100)] = 20
    # Statements the tap records and passes on.
    queries: Annotated[int, Field(ge=1, le=20_000)] = 5_000
    # Bytes through the tap, both ways together.
    database_bytes: Annotated[int, Field(ge=MIB, le=256 * MIB)] = 64 * MIB
    # One statement, from its sending to its answer; long enough to be seen waiting for a lock, within the program's.
    statement_seconds: Annotated[float, Field(gt=0, le=LONGEST_SECONDS)] = 8.0
    # What a run may store on its server, with the server's own 3 MiB, logs and temporary files; its tmpfs is larger.
    database_size_bytes: Annotated[int, Field(ge=8 * MIB, le=96 * MIB)] = 64 * MIB
    # The private memory of all of the server's processes: a hundred connections need a hundred MiB.
    database_memory_bytes: Annotated[int, Field(ge=32 * MIB, le=512 * MIB)] = 256 * MIB
    # The work folder and /tmp, together, on tmpfs.
    disk_bytes: Annotated[int, Field(ge=MIB, le=64 * MIB)] = 16 * MIB

    @property
    def longest_seconds(self) -> float:
        """How long a run can last at most."""
        return self.seconds * MOST_PATIENCE
