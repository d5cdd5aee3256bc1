"""Judges checks on a record and the submitted files. Pure: the same observations give the same verdicts."""

from dataclasses import asdict, dataclass
from typing import Any

from sandbox.judge.record import Record
from sandbox.judge.rules import Check, QueryRule, SourceRule, fill
from sandbox.judge.source import SourceError, calls_in, difference


@dataclass(frozen=True)
class CheckResult:
    """A check's verdict, its sentence and a message that helps; ``queries`` where they were counted."""

    name: str
    sentence: str
    verdict: str
    message: str
    queries: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the fields as they go into events and command output."""
        return asdict(self)


@dataclass(frozen=True)
class Evidence:
    """All that a check may look at."""

    record: Record
    starter: dict[str, str]
    submitted: dict[str, str]
    values: dict[str, str]


def judge(check: Check, evidence: Evidence) -> CheckResult:
    """Return the verdict on one check."""
    queries = None
    if check.stdout:
        problem = _missing_lines(check, evidence)
    elif check.status is not None:
        problem = "" if evidence.record.status == check.status else _ending(evidence.record)
    elif check.queries is not None:
        queries = _count(check.queries, evidence.record)
        problem = _wrong_count(check.queries, queries)
    else:
        assert check.source is not None
        problem = _forbidden_change(check.source, evidence)
    verdict = "failed" if problem else "passed"
    return CheckResult(check.name, check.sentence, verdict, problem and _advised(check, evidence, problem), queries)


def _missing_lines(check: Check, evidence: Evidence) -> str:
    record = evidence.record
    for wanted in (fill(text, evidence.values) for text in check.stdout):
        if wanted in record.lines:
            continue
        label = wanted[: wanted.find(":") + 1] or wanted
        near = next((line for line in record.lines if line.startswith(label)), None)
        if near is not None:
            return f"Expected `{wanted}`, but the program printed `{near[:200]}`."
        return f"Expected `{wanted}`, but no such line was printed. {_ending(record)}"
    return ""


def _ending(record: Record) -> str:
    if record.exception is None:
        return f"The program ended with status `{record.status}`."
    place = f" at {record.raised_at.file}, line {record.raised_at.line}" if record.raised_at else ""
    return f"The program ended with `{record.exception}`{place}."


def _count(rule: QueryRule, record: Record) -> int:
    return sum(rule.touching in query["sql"] and query["error"] is None for query in record.queries)


def _wrong_count(rule: QueryRule, count: int) -> str:
    if count < rule.at_least:
        return f"No query on `{rule.touching}` reached the database." if count == 0 else f"Only {count} did."
    if rule.at_most is not None and count > rule.at_most:
        return f"{count} queries on `{rule.touching}` reached the database; {rule.at_most} are enough."
    return ""


def _forbidden_change(rule: SourceRule, evidence: Evidence) -> str:
    try:
        found = difference(rule, evidence.starter[rule.path], evidence.submitted[rule.path])
    except SourceError as error:
        return f"In {rule.path}, {error}."
    if found is None:
        return ""
    return f"{rule.path}, line {found.line} (`{found.code[:80]}`), is not as it was in the starter."


def _advised(check: Check, evidence: Evidence, problem: str) -> str:
    calls = set().union(*(calls_in(source) for source in evidence.submitted.values()))
    for advice in check.advice:
        if calls.intersection(advice.calls) or (advice.raises and advice.raises == evidence.record.exception):
            return f"{problem} {advice.say}"
    return problem
