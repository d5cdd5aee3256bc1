"""A prediction meets reality. It earns no verdict: being wrong is what it is for."""

from dataclasses import replace
from typing import Any

from exercises.steps import PredictStep
from sandbox.judge.record import Record
from sandbox.judge.rules import Answer
from tutor.attempts.execution.result import Result
from tutor.attempts.execution.seen import Collider, questions, sentence
from tutor.attempts.execution.stage import Stage


async def play_prediction(stage: Stage, step: PredictStep, answers: dict[str, Answer]) -> Result:
    """Run the program and tell each observation as it is decided."""
    record = Record()
    collider = Collider(stage.exercise, step.observations, answers, stage.values, stage.tell)

    def watch(kind: str, fields: dict[str, Any]) -> None:
        stage.tell(kind, fields)
        record.add(kind, fields)
        collider.look(record, fields["t"])

    outcome = await stage.run(watch, replace(stage.setting, asks=questions(step.observations)))
    record.end(outcome.status, outcome.state)
    end = outcome.duration_ms
    collider.look(record, end)
    stage.tell("exited", {"t": end, **outcome.as_json()})
    stage.tell("verdict", {"t": end, "verdict": "none", "sentence": sentence(collider.seen)})
    return Result(
        outcome.status, "none", observations=collider.seen, outcome=outcome.as_json(), queries=outcome.queries
    )
