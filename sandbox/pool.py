"""Things that take time to make, made ahead; each is handed out once."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sandbox.outcome import SandboxError

# Between two tries to make something that could not be made.
AGAIN_SECONDS = 1.0
# Making one takes a tenth of a second, and a new template two: a pool that is short for longer is not refilling.
ALARM_SECONDS = 6.0

logger = logging.getLogger(__name__)


class Perishable(Protocol):
    """Whatever can die while it waits, and be thrown away."""

    @property
    def alive(self) -> bool:
        """Whether it can still be used."""

    def close(self) -> None:
        """Let go of it."""


Item = TypeVar("Item", bound=Perishable)


@dataclass(frozen=True)
class PoolState:
    """How a pool is: ``ready`` of ``size`` wait, ``lent`` are used; ``alarm`` says why it has been short for long."""

    name: str
    size: int
    ready: int
    lent: int
    faults: int
    alarm: str


class WarmPool(Generic[Item]):
    """Keeps ``size`` items ready and refills itself in the background.

    That ready and lent ones together are ``size`` is an invariant: :meth:`look` repairs it, and alarms when it stays
    broken.
    """

    def __init__(self, name: str, make: Callable[[], Awaitable[Item]], size: int) -> None:
        self.name = name
        self._make = make
        self._size = size
        self._ready: deque[Item] = deque()
        self._lent = 0
        self._refill: asyncio.Task[None] | None = None
        self._faults = 0
        self._fault = ""
        self._short_since: float | None = None
        self._alarm = ""

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Item]:
        """Hand out a ready item, or one made now, and throw it away afterwards; raises what making one raises.

        Its successor is made only then: that would slow its use down.
        """
        item = self._living() or await self._make()
        self._lent += 1
        try:
            yield item
        finally:
            self._lent -= 1
            item.close()
            self.refill()

    def refill(self) -> None:
        """See to it that the pool fills up again."""
        if self._refill is None or self._refill.done():
            self._refill = asyncio.create_task(self._fill())

    def look(self, now: float) -> None:
        """Throw away what died while it waited, replace it, and alarm where that does not help; ``now`` in seconds."""
        for _ in range(len(self._ready)):
            item = self._ready.popleft()
            if item.alive:
                self._ready.append(item)
            else:
                logger.warning("%s: one died while it waited", self.name)
                item.close()
        if len(self._ready) + self._lent >= self._size:
            if self._alarm:
                logger.warning("%s: all %d are ready again", self.name, self._size)
            self._short_since, self._alarm = None, ""
            return
        self.refill()
        self._short_since = now if self._short_since is None else self._short_since
        if now - self._short_since > ALARM_SECONDS and not self._alarm:
            self._alarm = self._fault or "making them takes too long"
            logger.error("%s: only %d of %d are ready: %s", self.name, len(self._ready), self._size, self._alarm)

    @property
    def state(self) -> PoolState:
        """How it is now."""
        return PoolState(self.name, self._size, len(self._ready), self._lent, self._faults, self._alarm)

    async def clear(self) -> None:
        """Throw away what is ready, and what is being made."""
        if self._refill is not None:
            self._refill.cancel()
            await asyncio.gather(self._refill, return_exceptions=True)
        while self._ready:
            self._ready.popleft().close()

    async def close(self) -> None:
        """Throw everything away, and make nothing any more."""
        self._size = 0
        await self.clear()

    def _living(self) -> Item | None:
        while self._ready:
            item = self._ready.popleft()
            if item.alive:
                return item
            item.close()
        return None

    async def _fill(self) -> None:
        while len(self._ready) < self._size:
            try:
                self._ready.append(await self._make())
            except (SandboxError, OSError) as fault:
                self._faults += 1
                self._fault = str(fault) or type(fault).__name__
                logger.warning("%s: one could not be made: %s", self.name, self._fault)
                await asyncio.sleep(AGAIN_SECONDS)
