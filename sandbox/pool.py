"""Things that take time to make, made ahead; each is handed out once."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, Protocol, TypeVar


class Perishable(Protocol):
    """Whatever can die while it waits, and be thrown away."""

    @property
    def alive(self) -> bool:
        """Whether it can still be used."""

    def close(self) -> None:
        """Let go of it."""


Item = TypeVar("Item", bound=Perishable)


class WarmPool(Generic[Item]):
    """Keeps ``size`` items ready and refills itself in the background."""

    def __init__(self, make: Callable[[], Awaitable[Item]], size: int) -> None:
        self._make = make
        self._size = size
        self._ready: deque[Item] = deque()
        self._refill: asyncio.Task[None] | None = None

    async def take(self) -> Item:
        """Return a ready item, or make one now; raises what making one raises.

        Whoever took one calls :meth:`refill` when it is used up: making the next one would slow its use down.
        """
        return self._living() or await self._make()

    def refill(self) -> None:
        """See to it that the pool fills up again; a fault while doing so shows at the next :meth:`take`."""
        if self._refill is None or self._refill.done():
            self._refill = asyncio.create_task(self._fill())

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
            self._ready.append(await self._make())
