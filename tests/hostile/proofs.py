"""What proves an escape when the attack itself cannot or would not say so: each looks at the runs from the outside."""

from collections.abc import Callable
from pathlib import Path

from sandbox.policy import MOST_PATIENCE
from tests.sandbox.conftest import Seen

# The word that an attack hides in a statement which the record must show.
HIDDEN = "hidden_work"
# What a page shows without stutter; output has to be put together before it is told.
MOST_EVENTS = 2_000


def a_forged_event(runs: list[Seen]) -> bool:
    """The program made events that only the host makes; it never talks to its database."""
    return bool({kind for seen in runs for kind, _ in seen.events} - {"started", "stdout", "stderr"})


def status_ok(runs: list[Seen]) -> bool:
    """A program that failed or never ends is told to have ended well."""
    return any(seen.outcome.status == "ok" for seen in runs)


def a_hidden_statement(runs: list[Seen]) -> bool:
    """The database did something that the record does not show."""
    return any("it is done" in seen.text() and not _told(seen) for seen in runs)


def a_statement_not_counted(runs: list[Seen]) -> bool:
    """The database did something that is told as the driver's own doing."""
    return any("it is done" in seen.text() and not any(_told(seen, driver=False)) for seen in runs)


def a_statement_nobody_sent(runs: list[Seen]) -> bool:
    """The record shows more than the one statement that reached the server."""
    return any(fields["sql"] not in {"SELECT 1", ""} or fields["rows"] == 999 for fields in _queries(runs))


def a_forged_line(runs: list[Seen]) -> bool:
    """A statement is said to come from a file that is none of the learner's."""
    return any(line["file"] not in {"main.py", "toolkit.py"} for line in (q["line"] for q in _queries(runs)) if line)


def too_much_output(runs: list[Seen]) -> bool:
    """More was kept than the limit allows."""
    return any(len(seen.text()) + len(seen.text("stderr")) > 256 * 1024 for seen in runs)


def a_flood_of_events(runs: list[Seen]) -> bool:
    """Each byte that was printed became an event."""
    return any(len(seen.events) > MOST_EVENTS for seen in runs)


def too_long(runs: list[Seen]) -> bool:
    """The run took longer than its ten seconds and the noise of a busy machine."""
    return any(seen.outcome.duration_ms > 15_000 for seen in runs)


def ended_well_too_late(runs: list[Seen]) -> bool:
    """A run that had one second ended well after more than that, however long it may have waited for a processor."""
    latest = MOST_PATIENCE * 1_000 + 100
    return any(seen.outcome.status == "ok" and seen.outcome.duration_ms > latest for seen in runs)


def a_forged_duration(runs: list[Seen]) -> bool:
    """Half a second of sleep is told as less."""
    return any(seen.outcome.duration_ms < 500 for seen in runs)


def a_forged_statement_time(runs: list[Seen]) -> bool:
    """A statement that slept for 0.3 seconds is told as quicker."""
    return not any("pg_sleep" in fields["sql"] and fields["duration_ms"] >= 300 for fields in _queries(runs))


def the_same_chance_twice(runs: list[Seen]) -> bool:
    """Two runs drew the same number."""
    drawn = [word for seen in runs for word in seen.text().partition("chance:")[2].split("contained")[0].split()]
    return len(set(drawn)) != len(drawn)


def a_survivor(runs: list[Seen]) -> bool:
    """A process that named itself ``survivor`` still lives on the host."""
    return any(_name(process) == "survivor" for process in Path("/proc").glob("[0-9]*"))


def _queries(runs: list[Seen]) -> list[dict[str, object]]:
    return [fields for seen in runs for kind, fields in seen.events if kind == "query"]


def _told(seen: Seen, driver: bool = True) -> list[dict[str, object]]:
    told = [fields for fields in _queries([seen]) if HIDDEN in str(fields["sql"])]
    return told if driver else [fields for fields in told if not fields["driver"]]


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text().strip()
    except OSError:
        return ""


PROOFS: dict[str, Callable[[list[Seen]], bool]] = {
    proof.__name__.replace("_", " "): proof
    for proof in (
        a_forged_event,
        status_ok,
        a_hidden_statement,
        a_statement_not_counted,
        a_statement_nobody_sent,
        a_forged_line,
        too_much_output,
        a_flood_of_events,
        too_long,
        ended_well_too_late,
        a_forged_duration,
        a_forged_statement_time,
        the_same_chance_twice,
        a_survivor,
    )
}
