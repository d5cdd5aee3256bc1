"""Plays steps for proofs: each distinct run once, a few at a time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exercises.format import Exercise, NamedRun
from exercises.steps import RunnableStep
from sandbox import Sandbox
from sandbox.judge.record import Record
from tutor.attempts.execution import Result, execute

# As many as make two processors busy; more would only wait inside.
AT_ONCE = 3
DEFAULT = "current"


@dataclass
class Played:
    """A finished run with everything that was seen of it; of a contrast, of each side."""

    result: Result
    record: Record
    sides: dict[str, Record]
    errors: str

    def of(self, side: str | None) -> Record:
        """Return the record of one side, or of the whole."""
        return self.record if side is None else self.sides[side]


class Player:
    """Plays in one sandbox; ``environment`` takes the place of the environment ``current`` where it is given."""

    def __init__(self, sandbox: Sandbox, environment: str | None = None) -> None:
        self._sandbox = sandbox
        self._environment = environment
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._named: dict[tuple[str, str], asyncio.Task[Played]] = {}

    async def play(self, exercise: Exercise, step: RunnableStep, files: Mapping[str, str], **changes: Any) -> Played:
        """Play a step with ``files`` laid over it, its other parts changed as said."""
        async with self._slots:
            return await self._play(exercise, step.model_copy(update=changes), dict(files))

    async def run(self, exercise: Exercise, run: NamedRun) -> Played:
        """Play a run that the texts speak of; the second who asks gets the first one's."""
        key = (exercise.id, run.id)
        if key not in self._named:
            self._named[key] = asyncio.create_task(self._run(exercise, run))
        return await self._named[key]

    async def _run(self, exercise: Exercise, run: NamedRun) -> Played:
        step = exercise.step(run.step)
        assert isinstance(step, RunnableStep)
        files = {**(step.solution if run.solution else {}), **run.files}
        given = {"environment": run.environment, "latency_ms": run.latency_ms}
        changes = {key: value for key, value in given.items() if value is not None}
        return await self.play(exercise, step, files, **changes)

    async def _play(self, exercise: Exercise, step: RunnableStep, files: dict[str, str]) -> Played:
        record, sides, errors = Record(), dict[str, Record](), list[str]()

        async def see(kind: str, fields: dict[str, Any]) -> None:
            if kind == "stderr":
                errors.append(fields["text"])
            for seen in (record, *([sides.setdefault(fields["side"], Record())] if "side" in fields else [])):
                seen.add(kind, fields)

        if self._environment is not None and exercise.environment == DEFAULT:
            exercise = exercise.model_copy(update={"environment": self._environment})
        result = await execute(exercise, step, files, None, sandbox=self._sandbox, emit=see)
        for seen in (record, *sides.values()):
            seen.end(result.status)
        return Played(result, record, sides, "".join(errors))
