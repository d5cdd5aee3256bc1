"""Three questions about a run, three enums, never mixed."""

from django.db.models import TextChoices


class State(TextChoices):
    """How far is it?"""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    LOST = "lost"
    CANCELLED = "cancelled"


class Status(TextChoices):
    """How did the program end?"""

    OK = "ok"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    CPU_LIMIT = "cpu_limit"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_LIMIT = "output_limit"
    DATABASE_LIMIT = "database_limit"
    CRASHED = "crashed"
    REFUSED = "refused"
    STOPPED = "stopped"
    OUR_FAULT = "our_fault"


class Verdict(TextChoices):
    """What does it earn?"""

    NONE = "none"
    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"


IN_FLIGHT = (State.QUEUED, State.RUNNING)
