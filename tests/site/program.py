"""A scripted stand-in for `execute`: it emits what it is told and ends as it is told."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tutor.attempts.execution import Result

STARTED = ("started", {"t": 0, "environment": "current", "latency_ms": 0})
HELLO = ("stdout", {"t": 1.5, "text": "hello\n"})


def exited(status: str = "ok") -> tuple[str, dict[str, Any]]:
    return "exited", {"t": 9, "status": status, "message": "The program ended by itself."}


def verdict(word: str = "passed") -> tuple[str, dict[str, Any]]:
    return "verdict", {"t": 9, "verdict": word, "sentence": "All checks passed."}


@dataclass
class Program:
    """The next runs' behaviour. ``halts`` keeps the program going until the test lets it :meth:`go_on`."""

    events: list[tuple[str, dict[str, Any]]] = field(default_factory=lambda: [STARTED, HELLO, exited(), verdict()])
    result: Result = field(default_factory=lambda: Result(status="ok", verdict="passed"))
    error: BaseException | None = None
    halts: bool = False
    started: threading.Event = field(default_factory=threading.Event)
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    async def execute(
        self,
        exercise: Any,
        step: Any,
        files: dict[str, str],
        answers: Any,
        *,
        sandbox: Any,
        emit: Callable[[str, dict[str, Any]], Awaitable[None]],
        latency_ms: int,
    ) -> Result:
        self.calls.append((exercise.id, step.id, files, answers, latency_ms))
        self._goes_on = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        first, rest = self.events[:1], self.events[1:]
        for event in first:
            await emit(*event)
        self.started.set()
        if self.halts:
            await self._goes_on.wait()
        if self.error:
            raise self.error
        for event in rest:
            await emit(*event)
        return self.result

    def go_on(self) -> None:
        self._loop.call_soon_threadsafe(self._goes_on.set)
