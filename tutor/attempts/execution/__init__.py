"""Plays one step of an exercise: run it, watch it, judge it. Knows no database and no queue."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from exercises.format import Exercise
from exercises.steps import CodeStep, ContrastStep, LabStep, PredictStep, RunnableStep, WriteTestStep
from sandbox import Sandbox
from sandbox.judge.rules import Answer
from tutor.attempts.execution.code import play_code
from tutor.attempts.execution.contrast import play_contrast
from tutor.attempts.execution.lab import play_lab
from tutor.attempts.execution.prediction import play_prediction
from tutor.attempts.execution.result import Result
from tutor.attempts.execution.stage import Stage
from tutor.attempts.execution.trials import play_trials
from tutor.attempts.execution.understanding import with_insights

__all__ = ["Emit", "Result", "execute"]

Emit = Callable[[str, dict[str, Any]], Awaitable[None]]


async def execute(
    exercise: Exercise,
    step: RunnableStep,
    files: dict[str, str],
    answers: dict[str, Answer] | None,
    *,
    sandbox: Sandbox,
    emit: Emit,
    latency_ms: int | None = None,
) -> Result:
    """Run ``files`` (over the step's own) and judge what was seen.

    ``emit`` is awaited for each event, in order. Raises :class:`sandbox.SandboxError` for our own fault.
    """
    events: asyncio.Queue[tuple[str, dict[str, Any]] | None] = asyncio.Queue()
    forwarding = asyncio.create_task(_forward(events, emit))
    tell = with_insights(lambda kind, fields: events.put_nowait((kind, fields)))
    stage = Stage(exercise, step, files, sandbox, tell, latency_ms)
    try:
        return await _played(stage, step, answers or {})
    finally:
        events.put_nowait(None)
        await forwarding


async def _played(stage: Stage, step: RunnableStep, answers: dict[str, Answer]) -> Result:
    match step:
        case PredictStep():
            return await play_prediction(stage, step, answers)
        case CodeStep():
            return await play_code(stage, step)
        case WriteTestStep():
            return await play_trials(stage, step)
        case ContrastStep():
            return await play_contrast(stage, step, answers)
        case LabStep():
            return await play_lab(stage, step)


async def _forward(events: "asyncio.Queue[tuple[str, dict[str, Any]] | None]", emit: Emit) -> None:
    while (event := await events.get()) is not None:
        await emit(*event)
