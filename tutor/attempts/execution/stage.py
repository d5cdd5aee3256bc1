"""Puts a step on: makes the jobs of the sandbox out of an exercise's files, and plays them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from exercises.format import Exercise
from exercises.steps import RunnableStep
from sandbox import DOORS, Job, Limits, Outcome, Sandbox
from sandbox.policy import LONGEST_SECONDS
from tutor.attempts.execution.values import draw, fixed

Tell = Callable[[str, dict[str, Any]], None]

# An application's clock ends before its examiner's: whose fault a long run is has to be seen.
EXAMINER_SECONDS = 5.0


@dataclass(frozen=True)
class Setting:
    """In what way the step's program is run, where that is not as the step says."""

    files: Mapping[str, str]
    entry: str
    environment: str
    latency_ms: int
    asks: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    variables: Mapping[str, str] | None = None


class Stage:
    """One step with somebody's files, ready to be run; ``tell`` gets every event."""

    def __init__(
        self,
        exercise: Exercise,
        step: RunnableStep,
        files: dict[str, str],
        sandbox: Sandbox,
        tell: Tell,
        latency_ms: int | None,
    ) -> None:
        self.exercise, self.sandbox, self.tell = exercise, sandbox, tell
        self.step = step
        self.starter = {file.path: file.content for file in step.files}
        self.files = {**self.starter, **files}
        self.values = draw(exercise) if step.draw else fixed(exercise)
        latency_ms = step.latency_ms if latency_ms is None else latency_ms
        self.setting = Setting(self.files, step.entry, step.environment or exercise.environment, latency_ms)

    async def run(self, watch: Tell, setting: Setting | None = None) -> Outcome:
        """Run the program, or the application and its client; ``watch`` gets every event and each test's report."""
        setting = setting or self.setting
        program = self._program(setting)
        if self.step.application is None:
            return await self.sandbox.run(program, watch)
        examined = await self.sandbox.examine(
            replace(program, role="application", entry=self.step.application), self._examiner(program, setting), watch
        )
        return examined.outcome

    def tests_in(self, files: Mapping[str, str], entry: str) -> Job:
        """Return the job of tests that have their application beside them."""
        program = self._program(replace(self.setting, files=files, entry=entry))
        settings = {**program.settings, "APPLICATION": "here"}
        return replace(program, role="tests", settings=settings, doors=DOORS[1:])

    def _program(self, setting: Setting) -> Job:
        return Job(
            files=dict(setting.files),
            entry=setting.entry,
            environment=setting.environment,
            seed=self.exercise.schema_sql + "\n" + self.exercise.seed,
            values=self.values,
            settings=dict(setting.variables or {}),
            limits=self.step.limits,
            latency_ms=setting.latency_ms,
            asks=setting.asks,
        )

    def _examiner(self, application: Job, setting: Setting) -> Job:
        """It holds the author's files and none of the learner's."""
        locked = {file.path: file.content for file in self.step.files if not file.editable}
        seconds = min(self.step.limits.longest_seconds + EXAMINER_SECONDS, LONGEST_SECONDS)
        settings = {**application.settings, "APPLICATION": "served", "VALUES": json.dumps(self.values)}
        return replace(
            application,
            files={**locked, **self.step.backstage},
            role="tests" if setting.tests else "program",
            entry=" ".join(setting.tests) or self.step.driver or "",
            settings=settings,
            limits=Limits(seconds=seconds, cpu_seconds=self.step.limits.cpu_seconds, connections=100),
            latency_ms=0,
            asks=(),
            doors=DOORS,
        )
