"""A learner's code meets its checks."""

from dataclasses import replace
from typing import Any

from exercises.steps import CodeStep
from sandbox.judge.checks import Evidence, judge
from sandbox.judge.record import Record
from sandbox.judge.rules import Check
from tutor.attempts.execution.result import Result, verdict_on
from tutor.attempts.execution.stage import Stage


async def play_code(stage: Stage, step: CodeStep) -> Result:
    """Run the code and judge it. What a test finds is told at once, the other checks when all has been seen."""
    evidence = Evidence(Record(), stage.starter, stage.files, stage.values)
    judged: dict[str, dict[str, Any]] = {}

    def tell_check(check: Check, t: float) -> None:
        judged[check.name] = judge(check, evidence).as_json()
        stage.tell("check", {"t": t, **judged[check.name]})

    def watch(kind: str, fields: dict[str, Any]) -> None:
        evidence.record.add(kind, fields)
        if kind != "report":
            stage.tell(kind, fields)
            return
        for check in step.checks:
            if check.test == fields["report"].test:
                tell_check(check, fields["t"])

    asks = tuple(check.state.ask for check in step.checks if check.state is not None)
    outcome = await stage.run(watch, replace(stage.setting, tests=test_files(step), asks=asks))
    evidence.record.end(outcome.status, outcome.state)
    end = outcome.duration_ms
    stage.tell("exited", {"t": end, **outcome.as_json()})
    for check in step.checks:
        if check.name not in judged:
            tell_check(check, end)
    checks = [judged[check.name] for check in step.checks]
    verdict, sentence = verdict_on(checks, {check.name for check in step.checks})
    stage.tell("verdict", {"t": end, "verdict": verdict, "sentence": sentence})
    return Result(outcome.status, verdict, checks, outcome=outcome.as_json(), queries=outcome.queries)


def test_files(step: CodeStep) -> tuple[str, ...]:
    """Return the files of the examiner's tests, each once."""
    named = (check.test.partition("::")[0] for check in step.checks if check.test is not None)
    return tuple(dict.fromkeys(named))
