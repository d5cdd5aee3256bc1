"""Lists all that an exercise claims: by its steps, its golden submissions, its texts, and its files."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any

from exercises.format import Exercise
from exercises.steps import CodeStep, ContrastStep, PredictStep, RunnableStep, WriteTestStep
from tutor.proof.golden import golden
from tutor.proof.player import Player
from tutor.proof.strays import strays
from tutor.proof.texts import claims, output_blocks
from tutor.proof.theorem import Theorem


def theorems(exercise: Exercise) -> Iterator[Theorem]:
    """Yield everything that has to hold."""
    yield Theorem(exercise, "no file lies around unused", partial(_no_strays, exercise))
    for step in exercise.steps:
        if isinstance(step, RunnableStep):
            yield from _of_step(exercise, step)
    yield from claims(exercise)
    yield from output_blocks(exercise)
    yield from golden(exercise)


def _of_step(exercise: Exercise, step: RunnableStep) -> Iterator[Theorem]:
    def theorem(sentence: str, check: Callable[[Exercise, Any, Player], Awaitable[str]]) -> Theorem:
        return Theorem(exercise, f"{step.id}: {sentence}", partial(check, exercise, step))

    if isinstance(step, PredictStep | ContrastStep) and step.observations:
        yield theorem("what happens is among the choices", _foreseen)
    if isinstance(step, CodeStep | WriteTestStep) or (isinstance(step, ContrastStep) and step.editable_paths):
        yield theorem("the starter fails", _starter_fails)
        yield theorem("the solution passes", _solution_passes)


async def _no_strays(exercise: Exercise, _player: Player) -> str:
    found = strays(exercise)
    return f"{', '.join(found[:5])}: nothing names them" if found else ""


async def _foreseen(exercise: Exercise, step: PredictStep | ContrastStep, player: Player) -> str:
    """Each observation is decided, and where there are choices the right one is among them, without a refutation."""
    played = await player.play(exercise, step, step.solution if isinstance(step, ContrastStep) else {})
    seen = {each["id"]: each for each in played.result.observations}
    for observation in step.observations:
        found = seen.get(observation.id)
        if found is None:
            return f"observation {observation.id} was not decided. {played.errors[-300:]}"
        right = observation.choice(found["actual"])
        if observation.answer == "choice" and right is None:
            return f"observation {observation.id}: none of the choices is what happened: {found['actual_text']}"
        if right is not None and (right.refutation or right.misconception):
            return f"observation {observation.id}: `{right.id}` is what happened, and is refuted"
        if unmet := [c.id for c in observation.choices if c is not right and not c.refutation]:
            return f"observation {observation.id}: nothing is said to whoever chooses {', '.join(unmet)}"
    return ""


async def _starter_fails(exercise: Exercise, step: RunnableStep, player: Player) -> str:
    played = await player.play(exercise, step, {})
    return "" if played.result.verdict == "failed" else f"its verdict is `{played.result.verdict}`"


async def _solution_passes(exercise: Exercise, step: RunnableStep, player: Player) -> str:
    """With all of its checks, those too that only advise."""
    if not step.solution:
        return "there is none"
    played = await player.play(exercise, step, step.solution)
    unmet = [f"{c['name']}: {c['message']}" for c in played.result.checks if c["verdict"] != "passed"]
    return "; ".join(unmet[:3]) + (f" {played.errors[-300:]}" if unmet else "")
