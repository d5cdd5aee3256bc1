"""Sees from outside when an application has done what it will do by itself.

FastAPI answers first and commits then, so after an answer a commit may follow, or none ever. A clock cannot tell, for a
busy machine outruns it. But whoever sleeps, with nothing on its way to or from the database, has come to rest: what is
still open then stays open.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sandbox.tap import Tap
from sandbox.watch import beneath

LOOK_SECONDS = 0.005
# Asleep at every look for so long: it waits for nothing that is on its way.
CALM_SECONDS = 0.1
# The same while the database owes an answer: it may sleep on purpose, as a slow commit does.
CALM_ASKING_SECONDS = 0.5
# The same for a whole crowd, of which some may not have begun: on a busy machine they wait for each other.
CALM_CROWD_SECONDS = 0.3
# Asleep for so long: it has printed what it had to say, a traceback for instance.
SAID_SECONDS = 0.02
# Whatever happens, nobody is waited for any longer; and for last words, not for so long.
PATIENCE_SECONDS = 5.0
LAST_SECONDS = 1.0


class Stillness:
    """Looks at what the tap passes, and at the processes of two cells: the application's, its database server's."""

    def __init__(self, tap: Tap, pids: Iterable[int]) -> None:
        self._tap = tap
        self._pids = tuple(pids)
        # How many bytes had passed when it was given up; until more do, no transaction need be waited for again.
        self._given_up: int | None = None

    async def settled(self) -> None:
        """Wait until no connection asks anything or holds a transaction, or until that will not come by itself."""
        async for calm in self._look():
            known = not self._tap.inside or self._given_up == self._tap.passed
            if calm > CALM_ASKING_SECONDS or (not self._tap.asking and (known or calm > CALM_SECONDS)):
                break
        self._given_up = self._tap.passed

    async def answered(self) -> None:
        """Wait until no connection asks anything."""
        async for _ in self._look():
            if not self._tap.asking:
                return

    async def calm(self) -> None:
        """Wait until nothing moves: what is not answered then waits for somebody else, for a lock perhaps."""
        async for calm in self._look():
            if calm > CALM_CROWD_SECONDS:
                return

    async def said(self) -> None:
        """Wait until what follows the last response is done and printed."""
        await self.settled()
        async for calm in self._look(LAST_SECONDS):
            if calm > SAID_SECONDS:
                return

    async def _look(self, patience: float = PATIENCE_SECONDS) -> AsyncIterator[float]:
        """Look again and again; yields for how long all has been calm, in seconds."""
        deadline = time.monotonic() + patience
        looks, passed = 0, self._tap.passed
        while time.monotonic() < deadline:
            # A loop that is late looks seldom: looks count, not the time between them.
            yield looks * LOOK_SECONDS - self._tap.latency
            await asyncio.sleep(LOOK_SECONDS)
            still = self._tap.passed == passed and not self._tap.starting and not self._awake()
            looks, passed = (looks + 1 if still else 0), self._tap.passed

    def _awake(self) -> bool:
        """Whether a thread of any process runs, or would if it had a processor."""
        return any(state in b"RD" for pid in self._pids for each in (pid, *beneath(pid)) for state in _states(each))


def _states(pid: int) -> Iterator[bytes]:
    """Yield what each thread of a process does: ``R`` for running, ``S`` for asleep, and so on."""
    threads: list[Path] = []
    with suppress(OSError):
        threads += Path(f"/proc/{pid}/task").iterdir()
    for thread in threads:
        # One that has just ended says nothing of the others.
        with suppress(OSError):
            # The name before it is in brackets and may hold anything.
            yield (thread / "stat").read_bytes().rpartition(b") ")[2][:1]
