"""Plays one step of an exercise: run it, watch it, judge it. Knows no database and no queue."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from exercises.format import Exercise, FixStep, PredictStep, RunnableStep
from sandbox import Job, Sandbox
from sandbox.judge.checks import Evidence, judge
from sandbox.judge.observations import Observer, Reality
from sandbox.judge.record import Record
from sandbox.judge.rules import Answer, Choice, Observation

Emit = Callable[[str, dict[str, Any]], Awaitable[None]]

# Words for drawn values: short, and none of them occurs in a starter.
WORDS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heron", "Iris", "Juniper", "Kelp", "Larch")


@dataclass(frozen=True)
class Result:
    """What a run earns, and all that was found out about it."""

    status: str
    verdict: str
    checks: list[dict[str, Any]] = field(default_factory=list)
    observations: list[dict[str, Any]] = field(default_factory=list)
    outcome: dict[str, Any] = field(default_factory=dict)
    queries: int = 0


async def execute(
    exercise: Exercise,
    step: RunnableStep,
    files: dict[str, str],
    answers: dict[str, Answer] | None,
    *,
    sandbox: Sandbox,
    emit: Emit,
    latency_ms: int = 0,
) -> Result:
    """Run ``files`` (over the step's own) and judge what was seen.

    ``emit`` is awaited for each event, in order. Raises :class:`sandbox.SandboxError` for our own fault.
    """
    playing = _Playing(exercise, step, files, answers or {}, latency_ms)
    events: asyncio.Queue[tuple[str, dict[str, Any]] | None] = asyncio.Queue()
    forwarding = asyncio.create_task(_forward(events, emit))
    try:
        return await playing.play(sandbox, lambda kind, fields: events.put_nowait((kind, fields)))
    finally:
        events.put_nowait(None)
        await forwarding


async def _forward(events: "asyncio.Queue[tuple[str, dict[str, Any]] | None]", emit: Emit) -> None:
    while (event := await events.get()) is not None:
        await emit(*event)


class _Playing:
    """One step being played."""

    def __init__(
        self, exercise: Exercise, step: RunnableStep, files: dict[str, str], answers: dict[str, Answer], latency_ms: int
    ) -> None:
        self._exercise, self._step, self._answers = exercise, step, answers
        self._starter = {file.path: file.content for file in step.files}
        self._files = {**self._starter, **files}
        self._values = draw(exercise) if step.draw else fixed(exercise)
        self._latency_ms = latency_ms
        self._record = Record()
        self._observations: list[dict[str, Any]] = []
        observations = step.observations if isinstance(step, PredictStep) else ()
        self._observer = Observer(observations, self._values)

    async def play(self, sandbox: Sandbox, tell: Callable[[str, dict[str, Any]], None]) -> Result:
        """Run and judge; ``tell`` gets every event as it happens."""

        def watch(kind: str, fields: dict[str, Any]) -> None:
            tell(kind, fields)
            self._record.add(kind, fields)
            self._observe(tell, fields["t"])

        outcome = await sandbox.run(self._job(), watch)
        end = outcome.duration_ms
        self._record.end(outcome.status)
        self._observe(tell, end)
        tell("exited", {"t": end, **outcome.as_json()})
        checks = self._check(tell, end)
        verdict, sentence = self._verdict(checks)
        tell("verdict", {"t": end, "verdict": verdict, "sentence": sentence})
        return Result(outcome.status, verdict, checks, self._observations, outcome.as_json(), outcome.queries)

    def _job(self) -> Job:
        return Job(
            files=self._files,
            entry=self._step.entry,
            environment=self._exercise.environment,
            seed=self._exercise.schema_sql + "\n" + self._exercise.seed,
            values=self._values,
            limits=self._step.limits,
            latency_ms=self._latency_ms,
        )

    def _observe(self, tell: Callable[[str, dict[str, Any]], None], t: float) -> None:
        for observation, reality in self._observer.look(self._record):
            seen = _seen(self._exercise, observation, reality, self._answers.get(observation.id))
            self._observations.append(seen)
            tell("observation", {"t": t, **seen})

    def _check(self, tell: Callable[[str, dict[str, Any]], None], t: float) -> list[dict[str, Any]]:
        if not isinstance(self._step, FixStep):
            return []
        evidence = Evidence(self._record, self._starter, self._files, self._values)
        checks = [judge(check, evidence).as_json() for check in self._step.checks]
        for check in checks:
            tell("check", {"t": t, **check})
        return checks

    def _verdict(self, checks: list[dict[str, Any]]) -> tuple[str, str]:
        """A prediction earns no verdict: being wrong is what it is for."""
        if not checks:
            matches = sum(seen["match"] is True for seen in self._observations)
            return "none", f"{matches} of {len(self._observations)} predictions matched what happened."
        failed = [check for check in checks if check["verdict"] != "passed"]
        if failed:
            return "failed", f"{len(checks) - len(failed)} of {len(checks)} checks passed."
        return "passed", f"All {len(checks)} checks passed."


def fixed(exercise: Exercise) -> dict[str, str]:
    """Return the values that the texts speak of."""
    return {name: value.fixed for name, value in exercise.values.items()}


def draw(exercise: Exercise) -> dict[str, str]:
    """Return values that no submission can know beforehand."""
    return {
        name: value.drawn.format(word=secrets.choice(WORDS), number=secrets.randbelow(9_000) + 1_000)
        for name, value in exercise.values.items()
    }


def _seen(exercise: Exercise, observation: Observation, reality: Reality, answer: Answer | None) -> dict[str, Any]:
    predicted = observation.choice(answer.choice) if answer else None
    match = None if predicted is None else predicted.id == reality.choice
    collided = predicted if match is False else None
    return {
        "id": observation.id,
        "label": observation.prompt,
        "predicted": predicted and predicted.id,
        "predicted_text": predicted.text if predicted else "",
        "confidence": answer.confidence if answer else None,
        "actual": reality.choice,
        "actual_text": reality.text,
        "match": match,
        "misconception": _named(exercise, collided),
        "refutation": collided.refutation if collided else "",
        "line": reality.line and {"file": reality.line.file, "line": reality.line.line},
    }


def _named(exercise: Exercise, choice: Choice | None) -> dict[str, str] | None:
    if choice is None or choice.misconception is None:
        return None
    return {"id": choice.misconception, "title": exercise.misconceptions[choice.misconception].title}
