"""A learner's test meets known versions of the code: it has to tell the bad ones from the good ones."""

import asyncio
from dataclasses import replace
from typing import Any

from exercises.steps import WriteTestStep
from sandbox import Examined, Outcome, Status
from sandbox.judge.rules import Trial
from sandbox.judge.snooping import snoops
from tutor.attempts.execution.result import Result, verdict_on
from tutor.attempts.execution.stage import Stage

# Trials at once: as many as the smallest machine has processors.
AT_ONCE = 2
SENTENCES = {
    "original": "Your test fails on the code with the bug.",
    "sound": "Your test passes on a correct version.",
    "mutant": "Your test notices: {bug}.",
}
TRIED = "Your test met {number} versions of the code."
HONEST = "Your test looks at what the application does, not at its source."
PYTEST_FAILED, PYTEST_FOUND_NONE = 1, 5


async def play_trials(stage: Stage, step: WriteTestStep) -> Result:
    """Try the test on each version. What it does on the original is told; of the others only how it ended."""
    return await _Trials(stage, step).play()


class _Trials:
    def __init__(self, stage: Stage, step: WriteTestStep) -> None:
        self._stage, self._step = stage, step
        (self._path,) = step.editable_paths
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._checks: dict[str, dict[str, Any]] = {}
        self._statuses: dict[str, Status] = {}
        self._t = 0.0

    async def play(self) -> Result:
        """Try the original first: whoever looks sees it run. A test that is not sound meets no mutants."""
        original, *others = sorted(self._step.trials, key=lambda trial: trial.kind != "original")
        first = await self._try(original)
        # Not before: with its start a program's story begins anew.
        self._tell_check("honest", HONEST, snoops(self._stage.files[self._path]))
        sound = [trial for trial in others if trial.kind == "sound"]
        await asyncio.gather(*(self._try(trial) for trial in sound))
        mutants = [trial for trial in others if trial.kind == "mutant"]
        if all(check["verdict"] == "passed" for check in self._checks.values()):
            await asyncio.gather(*(self._try(trial) for trial in mutants))
        else:
            for trial in mutants:
                self._tell_check(trial.name, _sentence(trial), "Not tried: the checks above come first.", "none")
        return self._result(first)

    def _result(self, first: Examined) -> Result:
        outcome = self._outcome(first.outcome)
        self._stage.tell("exited", {"t": self._t, **outcome.as_json()})
        order = ["honest", *(trial.name for trial in self._step.trials)]
        checks = [self._checks[name] for name in order]
        verdict, sentence = verdict_on(checks, {"honest", *(t.name for t in self._step.trials if t.required)})
        self._stage.tell("verdict", {"t": self._t, "verdict": verdict, "sentence": sentence})
        return Result(outcome.status, verdict, checks, outcome=outcome.as_json(), queries=outcome.queries)

    def _outcome(self, first: Outcome) -> Outcome:
        """Return how all trials ended, with the first one's times: a test that fails on a bug has not failed itself."""
        tried = [self._statuses[trial.name] for trial in self._step.trials if trial.name in self._statuses]
        return replace(
            first,
            status=next((status for status in tried if status != Status.OK), Status.OK),
            exit_code=None,
            queries=sum(check["queries"] or 0 for check in self._checks.values()),
            ending="tried",
            value=len(tried),
            message=TRIED.format(number=len(tried)),
        )

    async def _try(self, trial: Trial) -> Examined:
        files = {**self._stage.files, **trial.files, self._path: self._stage.files[self._path]}
        told = trial.kind == "original"
        output: list[str] = []

        def watch(kind: str, fields: dict[str, Any]) -> None:
            if kind == "stdout":
                output.append(fields["text"])
            if told and kind != "report":
                self._t = fields["t"]
                self._stage.tell(kind, fields)

        async with self._slots:
            examined = await self._stage.sandbox.test(self._stage.tests_in(files, self._path), watch)
        self._statuses[trial.name], problem = _judged(trial, examined, "".join(output))
        queries = sum(report.queries for report in examined.reports)
        self._tell_check(trial.name, _sentence(trial), problem, queries=queries)
        return examined

    def _tell_check(
        self, name: str, sentence: str, problem: str, verdict: str | None = None, queries: int | None = None
    ) -> None:
        verdict = verdict or ("failed" if problem else "passed")
        fields = {"name": name, "sentence": sentence, "verdict": verdict, "message": problem, "queries": queries}
        self._checks[name] = fields
        self._stage.tell("check", {"t": self._t, **fields})


def _sentence(trial: Trial) -> str:
    return SENTENCES[trial.kind].format(bug=trial.bug)


def _judged(trial: Trial, examined: Examined, output: str) -> tuple[Status, str]:
    """Return how a trial ended, OK where it could be carried out, and what is wrong about the test."""
    failed = [report for report in examined.reports if report.outcome == "failed"]
    passed = [report for report in examined.reports if report.outcome == "passed"]
    outcome = examined.outcome
    if outcome.status == Status.OK and passed and not failed:
        accepted = "It passes: the bug goes unnoticed." if trial.kind == "original" else "This bug goes unnoticed."
        return Status.OK, ("" if trial.kind == "sound" else accepted)
    if outcome.status == Status.FAILED and outcome.exit_code == PYTEST_FAILED and failed:
        return Status.OK, (f"It fails: {failed[0].message}" if trial.kind == "sound" else "")
    if outcome.status not in (Status.OK, Status.FAILED):
        # A bug that makes a test hang is found, by whoever waits for it.
        return (outcome.status, outcome.message) if trial.kind == "sound" else (Status.OK, "")
    return outcome.status, _not_run(examined, output)


def _not_run(examined: Examined, output: str) -> str:
    """Say why no test passed or failed, in pytest's own last words where it has some."""
    if examined.reports:
        return "No test was run to its end: all are skipped, or marked as expected to fail."
    if errors := [line.removeprefix("E ").strip() for line in output.splitlines() if line.startswith("E ")]:
        return f"No test was run: {errors[-1]}"
    if examined.outcome.exit_code == PYTEST_FOUND_NONE:
        return "No test was run. A test is a function named `test_…`."
    return "The program ended before a test did."
