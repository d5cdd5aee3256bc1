"""Judges checks on a record and the submitted files. Pure: the same observations give the same verdicts."""

from dataclasses import asdict, dataclass
from typing import Any

from sandbox.judge.measures import matching
from sandbox.judge.outline import Outline, calls_in
from sandbox.judge.parsing import SourceError
from sandbox.judge.record import MOST_STATEMENTS, Record
from sandbox.judge.rules import Check, NameRule, QueryRule, SourceRule, StateRule, fill, fits
from sandbox.judge.source import difference
from sandbox.outcome import Status

# What became of a program that raised nothing, by its status.
ENDS: dict[str, str] = {
    Status.TIMED_OUT: "was stopped at its time limit",
    Status.CPU_LIMIT: "was stopped at its limit of CPU time",
    Status.OUT_OF_MEMORY: "was stopped at its memory limit",
    Status.OUTPUT_LIMIT: "was stopped at its limit of output",
    Status.DATABASE_LIMIT: "was stopped at a limit of its database",
    Status.CRASHED: "was ended by a signal",
}


@dataclass(frozen=True)
class CheckResult:
    """A check's verdict, its sentence and a message that helps; ``queries`` where they were counted.

    ``statements`` are the ids of those queries, of at most :data:`MOST_STATEMENTS`.
    """

    name: str
    sentence: str
    verdict: str
    message: str
    queries: int | None = None
    statements: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the fields as they go into events and command output."""
        return {**asdict(self), "statements": list(self.statements)}


@dataclass(frozen=True)
class Evidence:
    """All that a check may look at."""

    record: Record
    starter: dict[str, str]
    submitted: dict[str, str]
    values: dict[str, str]


def judge(check: Check, evidence: Evidence) -> CheckResult:
    """Return the verdict on one check."""
    problem, queries = _problem(check, evidence)
    verdict = "failed" if problem else "passed"
    message = problem and _advised(check, evidence, problem)
    statements = _statements(check, evidence.record)[:MOST_STATEMENTS]
    return CheckResult(check.name, check.sentence, verdict, message, queries, statements)


def _statements(check: Check, record: Record) -> tuple[int, ...]:
    """Return the ids of the queries that a check is about."""
    if check.queries is not None:
        return tuple(query["id"] for query in matching(check.queries, record) if query.get("id") is not None)
    report = record.reports.get(check.test or "")
    return report.statements if report else ()


def _problem(check: Check, evidence: Evidence) -> tuple[str, int | None]:
    """Return what is wrong, ``""`` for nothing, and the number of queries where it was counted."""
    record = evidence.record
    if check.stdout:
        return _missing_lines(check, evidence), None
    if check.in_order:
        return _out_of_order(check.in_order, record), None
    if check.lines:
        return _wrong_number(check.lines, evidence), None
    if check.status is not None:
        return "" if record.status == check.status else _ending(record), None
    if check.queries is not None:
        count = len(matching(check.queries, record))
        return _wrong_count(check.queries, count), count
    if check.state is not None:
        return _wrong_state(check.state, evidence), None
    if check.source is not None:
        return _forbidden_change(check.source, evidence), None
    if check.names is not None:
        return _forbidden_names(check.names, evidence), None
    assert check.test is not None
    return _failed_test(check.test, record)


def _missing_lines(check: Check, evidence: Evidence) -> str:
    record = evidence.record
    for wanted in (fill(text, evidence.values) for text in check.stdout):
        if any(fits(wanted, line) for line in record.lines):
            continue
        label = wanted[: wanted.find(":") + 1] or wanted
        near = next((line for line in record.lines if line.startswith(label)), None)
        if near is not None:
            return f"Expected `{wanted}`, but the program printed `{near[:200]}`."
        return f"Expected `{wanted}`, but no such line was printed. {_ending(record)}"
    return ""


def _ending(record: Record) -> str:
    if record.exception is None and record.status == "ok":
        return "The program ended without an error."
    if record.exception is None:
        return f"The program {ENDS.get(record.status or '', 'ended with an error')}."
    place = f" at {record.raised_at.file}, line {record.raised_at.line}" if record.raised_at else ""
    return f"The program ended with `{record.exception}`{place}."


def _out_of_order(beginnings: tuple[str, ...], record: Record) -> str:
    place = 0
    for beginning in beginnings:
        found = next((at for at in range(place, len(record.lines)) if record.lines[at].startswith(beginning)), None)
        if found is None:
            again = " at this place" if any(line.startswith(beginning) for line in record.lines) else ""
            return f"No line that begins with `{beginning}` was printed{again}. {_ending(record)}"
        place = found + 1
    return ""


def _wrong_number(wanted: dict[str, int], evidence: Evidence) -> str:
    for text, number in wanted.items():
        line = fill(text, evidence.values)
        count = sum(fits(line, printed) for printed in evidence.record.lines)
        if count != number:
            return f"`{line}` was printed {count} times, expected {number}. {_ending(evidence.record)}"
    return ""


def _wrong_count(rule: QueryRule, count: int) -> str:
    what = f"{rule.verb} statements" if rule.verb else "queries"
    what += f" on `{rule.touching}`" if rule.touching else ""
    if count < rule.at_least:
        return f"Only {count} {what} reached the database." if count else f"No {what} reached the database."
    if rule.at_most is not None and count > rule.at_most:
        return f"{count} {what} reached the database; {rule.at_most} {'is' if rule.at_most == 1 else 'are'} enough."
    return ""


def _wrong_state(rule: StateRule, evidence: Evidence) -> str:
    wanted, found = fill(rule.is_, evidence.values), evidence.record.state.get(rule.ask)
    if found is None:
        return "The database could not be asked about it."
    return "" if found == wanted else f"It should be `{wanted[:300]}`, and is `{found[:300]}`."


def _failed_test(test: str, record: Record) -> tuple[str, int | None]:
    report = record.reports.get(test)
    if report is None:
        return f"This check was not reached. {_ending(record)}", None
    if report.outcome == "passed":
        return "", report.queries
    return report.message or "It does not hold.", report.queries


def _forbidden_names(rule: NameRule, evidence: Evidence) -> str:
    try:
        outline = Outline.of(evidence.submitted[rule.path])
    except SourceError as error:
        return f"In {rule.path}, {error}."
    if gone := [name for name in rule.keeps if name not in outline.defined]:
        return f"{rule.path} has to define `{gone[0]}`: other files use it."
    if missing := [name for name in rule.functions if name not in outline.functions]:
        return f"{rule.path} has no `{missing[0]}` yet."
    if used := [name for name in rule.avoids if name in outline.called]:
        return f"{rule.path}, line {outline.called[used[0]]}, calls `{used[0]}`."
    if hidden := [name for name in ("", *rule.lets_pass) if rule.lets_pass and name in outline.caught]:
        return f"{rule.path}, line {outline.caught[hidden[0]]}, hides an error instead of removing its cause."
    return ""


def _forbidden_change(rule: SourceRule, evidence: Evidence) -> str:
    try:
        found = difference(rule, evidence.starter[rule.path], evidence.submitted[rule.path])
    except SourceError as error:
        return f"In {rule.path}, {error}."
    if found is None:
        return ""
    if found.lacks:
        return f"`{found.lacks[:80]}` is in the starter's {rule.path}, and is missing here around line {found.line}."
    return f"{rule.path}, line {found.line} (`{found.code[:80]}`), is not as it was in the starter."


def _advised(check: Check, evidence: Evidence, problem: str) -> str:
    """Add what is advised; a check of one file is advised by the calls in there, any other by those in all files."""
    rule = check.names or check.source
    sources = [evidence.submitted[rule.path]] if rule else evidence.submitted.values()
    calls = set().union(*(calls_in(source) for source in sources))
    for advice in check.advice:
        if calls.intersection(advice.calls) or (advice.raises and advice.raises == evidence.record.exception):
            return f"{problem} {advice.say}"
    return problem
