"""A run's clock: what its processes stand in line for a processor is the machine's time, and not theirs."""

import asyncio
import os
import time
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sandbox.policy import Limits
from sandbox.watch import beneath

T = TypeVar("T")

# While others have the processors, nobody looks more often than this whether the time is over.
LOOK_SECONDS = 0.05
NANOSECONDS = 1e-9


class Clock:
    """Counts the seconds that a program has, from now on.

    ``program`` and ``server`` are the first processes of the two cells, which work one after the other, as this process
    does, through which they talk.
    """

    def __init__(self, limits: Limits, program: int, server: int) -> None:
        now = time.monotonic()
        self._end, self._latest = now + limits.seconds, now + limits.longest_seconds
        self._program, self._server = program, server
        self._before = {**_times(beneath(program)), **_times(beneath(server)), **_times([os.getpid()])}

    async def bound(self, awaited: Awaitable[T]) -> T:
        """Wait for something; raises :class:`TimeoutError` when the program's time is over."""
        task = asyncio.ensure_future(awaited)
        try:
            while (left := self._left()) > 0:
                await asyncio.wait([task], timeout=max(left, LOOK_SECONDS))
                if task.done():
                    return task.result()
            raise TimeoutError
        finally:
            task.cancel()

    def used(self) -> float:
        """Return the seconds for which the processes that the program still has were on a processor."""
        return sum(used for used, _ in self._since(beneath(self._program)))

    def _left(self) -> float:
        return min(self._end + self._waited(), self._latest) - time.monotonic()

    def _waited(self) -> float:
        """Return the seconds that the run waited for a processor: of what stands in line at once, the longest count."""
        works = beneath(self._program), beneath(self._server), [os.getpid()]
        return sum(max((waited for _, waited in self._since(pids)), default=0.0) for pids in works)

    def _since(self, pids: Iterable[int]) -> list[tuple[float, float]]:
        """Return for each thread what :func:`_times` tells, from the clock's beginning on."""
        return [
            (used - (before := self._before.get(thread, (0.0, 0.0)))[0], waited - before[1])
            for thread, (used, waited) in _times(pids).items()
        ]


def _times(pids: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Return by thread the seconds that it was on a processor, and those that it waited for one.

    Source: the kernel's ``scheduler/sched-stats.rst``. Where a kernel does not count them, nothing was waited for.
    """
    times: dict[int, tuple[float, float]] = {}
    for pid in pids:
        with suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                with suppress(OSError):
                    used, waited, _ = (thread / "schedstat").read_bytes().split()
                    times[int(thread.name)] = int(used) * NANOSECONDS, int(waited) * NANOSECONDS
    return times
