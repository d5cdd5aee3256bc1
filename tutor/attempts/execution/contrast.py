"""Two versions of a program side by side, each in its own cell and on its own server."""

import ast
import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from exercises.steps import ContrastStep, Side
from sandbox import Outcome
from sandbox.judge.record import Record
from sandbox.judge.rules import Answer
from tutor.attempts.execution.result import Result, verdict_on
from tutor.attempts.execution.seen import Collider, questions, sentence
from tutor.attempts.execution.stage import Setting, Stage, Tell

SAME_STATE = "Both leave the same data behind."


@dataclass
class _Half:
    side: Side
    setting: Setting
    collider: Collider
    record: Record = field(default_factory=Record)
    outcome: Outcome | None = None


async def play_contrast(stage: Stage, step: ContrastStep, answers: dict[str, Answer]) -> Result:
    """Run both sides at once; every event says whose it is. Without editable files it earns no verdict."""
    halves = [_half(stage, step, side, answers) for side in step.sides]
    await asyncio.gather(*(_play(stage, half) for half in halves))
    outcomes = [half.outcome for half in halves if half.outcome is not None]
    end = max(outcome.duration_ms for outcome in outcomes)
    worst = next((outcome for outcome in outcomes if outcome.status != "ok"), outcomes[0])
    stage.tell("compared", {"t": end, "sides": [_measures(half) for half in halves]})
    stage.tell("exited", {"t": end, **worst.as_json()})
    seen = [each for half in halves for each in half.collider.seen]
    checks = _checks(step, halves)
    for check in checks:
        stage.tell("check", {"t": end, **check})
    verdict, words = ("none", sentence(seen)) if not checks else verdict_on(checks, {each["name"] for each in checks})
    stage.tell("verdict", {"t": end, "verdict": verdict, "sentence": words})
    queries = sum(outcome.queries for outcome in outcomes)
    return Result(worst.status, verdict, checks, seen, worst.as_json(), queries)


def _half(stage: Stage, step: ContrastStep, side: Side, answers: dict[str, Answer]) -> _Half:
    observations = tuple(each for each in step.observations if each.side == side.id)
    tell = _tagged(stage.tell, side)
    asks = questions(observations) + ((step.same_state,) if step.same_state else ())
    setting = replace(
        stage.setting,
        files={**stage.files, **side.files},
        entry=side.entry or stage.setting.entry,
        environment=side.environment or stage.setting.environment,
        latency_ms=stage.setting.latency_ms if side.latency_ms is None else side.latency_ms,
        asks=asks,
    )
    return _Half(side, setting, Collider(stage.exercise, observations, answers, stage.values, tell))


async def _play(stage: Stage, half: _Half) -> None:
    tell = _tagged(stage.tell, half.side)

    def watch(kind: str, fields: dict[str, Any]) -> None:
        tell(kind, fields)
        half.record.add(kind, fields)
        half.collider.look(half.record, fields["t"])

    half.outcome = await stage.run(watch, half.setting)
    half.record.end(half.outcome.status, half.outcome.state)
    half.collider.look(half.record, half.outcome.duration_ms)


def _tagged(tell: Tell, side: Side) -> Tell:
    return lambda kind, fields: tell(kind, {**fields, "side": side.id})


def _checks(step: ContrastStep, halves: list[_Half]) -> list[dict[str, Any]]:
    if step.same_state is None:
        return []
    checks = [
        _check(f"{half.side.id}-ends-well", f"{half.side.title} ends without an error.", _ending(half))
        for half in halves
    ]
    states = [half.record.state.get(step.same_state) for half in halves]
    return [*checks, _check("same-state", SAME_STATE, _difference(*states))]


def _difference(first: str | None, second: str | None) -> str:
    if first is None or second is None:
        return "The database cannot say any more what was left behind."
    if first == second:
        return "" if first else "Neither leaves anything behind."
    return f"They differ: {_shown(first)} and {_shown(second)}."


def _shown(state: str) -> str:
    return f"`{state[:150]}`" if state else "nothing"


def _check(name: str, sentence: str, problem: str) -> dict[str, Any]:
    verdict = "failed" if problem else "passed"
    return {"name": name, "sentence": sentence, "verdict": verdict, "message": problem, "queries": None}


def _ending(half: _Half) -> str:
    if half.record.status == "ok":
        return ""
    return f"It ended with `{half.record.exception or half.record.status}`."


def _measures(half: _Half) -> dict[str, Any]:
    """What can be held side by side: time, statements, and how much code there is to read."""
    assert half.outcome is not None
    source = half.setting.files.get(half.setting.entry.partition(":")[0].removesuffix(".py") + ".py", "")
    return {
        "id": half.side.id,
        "title": half.side.title,
        "environment": half.setting.environment,
        "status": half.outcome.status,
        "duration_ms": half.outcome.duration_ms,
        "queries": len(half.record.statements),
        "lines": sum(bool(line.strip()) and not line.strip().startswith("#") for line in source.splitlines()),
        "classes": _classes(source),
    }


def _classes(source: str) -> int:
    try:
        return sum(isinstance(node, ast.ClassDef) for node in ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError):
        return 0
