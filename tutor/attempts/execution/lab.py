"""A measurement: the learner's settings go into the program's environment, and requests are timed from outside."""

import json
from dataclasses import replace
from typing import Any

from exercises.steps import SETTINGS, LabStep
from sandbox.judge.record import Record
from tutor.attempts.execution.result import Result
from tutor.attempts.execution.stage import Stage


async def play_lab(stage: Stage, step: LabStep) -> Result:
    """Measure once, with the settings in ``settings.json``; it earns no verdict."""
    record = Record()

    def watch(kind: str, fields: dict[str, Any]) -> None:
        if kind == "request" and not fields["path"].startswith(step.measured):
            return
        stage.tell(kind, fields)
        record.add(kind, fields)

    variables = {key.upper(): value for key, value in settings(step, stage.files[SETTINGS]).items()}
    outcome = await stage.run(watch, replace(stage.setting, files=stage.starter, variables=variables))
    record.end(outcome.status)
    end = outcome.duration_ms
    stage.tell("exited", {"t": end, **outcome.as_json()})
    stage.tell("verdict", {"t": end, "verdict": "none", "sentence": _sentence(record)})
    return Result(outcome.status, "none", outcome=outcome.as_json(), queries=outcome.queries)


def settings(step: LabStep, text: str) -> dict[str, str]:
    """Return every parameter's value; what is missing or not on offer is the default."""
    try:
        given = json.loads(text)
    except ValueError:
        given = {}
    given = given if isinstance(given, dict) else {}
    wanted = {parameter.id: str(given.get(parameter.id)) for parameter in step.parameters}
    return {p.id: wanted[p.id] if wanted[p.id] in p.values else p.default for p in step.parameters}


def _sentence(record: Record) -> str:
    asked = list(record.requests.values())
    answered = [fields for fields in asked if fields["status"] is not None]
    if not answered:
        return "No request was answered."
    begun = min(fields["t"] - fields["took_ms"] for fields in answered)
    total = max(fields["t"] for fields in answered) - begun
    slowest = max(fields["took_ms"] for fields in answered)
    number = str(len(answered)) if len(answered) == len(asked) else f"{len(answered)} of {len(asked)}"
    return f"{number} requests in {total:.0f} ms; the slowest took {slowest:.0f} ms."
