"""Doubt: after a fault of the sandbox no job is taken before the canary has come back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sandbox.outcome import SandboxError

# What is left of a fault may spoil the first look: the second one, soon after it, counts.
SOON_SECONDS = 0.5
# Between later looks. Whoever asks waits this long for a better answer.
AGAIN_SECONDS = PATIENCE_SECONDS = 10.0

logger = logging.getLogger(__name__)


class Soundness:
    """Whether jobs may be taken; ``look`` is the canary, which raises :class:`SandboxError` for what it sees."""

    def __init__(self, look: Callable[[], Awaitable[None]]) -> None:
        self.reason = ""
        self._look = look
        self._settling: asyncio.Task[None] | None = None

    def doubt(self) -> None:
        """Something happened that should not: look, again and again, until all is well."""
        if self._settling is None or self._settling.done():
            self._settling = asyncio.create_task(self._settle())

    async def assured(self) -> bool:
        """Tell whether a job may be taken, waiting a while for it where that is in doubt; ``reason`` says why not."""
        if self._settling is None:
            return True
        done, _ = await asyncio.wait([self._settling], timeout=PATIENCE_SECONDS)
        for task in done:
            task.result()
        return bool(done)

    async def _settle(self) -> None:
        fault = await self._seen()
        if fault:
            await asyncio.sleep(SOON_SECONDS)
        while fault := fault and await self._seen():
            if not self.reason:
                logger.critical("no job is taken any more: %s", fault)
            self.reason = fault
            await asyncio.sleep(AGAIN_SECONDS)
        if self.reason:
            logger.warning("the sandbox is what it has to be again: jobs are taken")
        self.reason = ""

    async def _seen(self) -> str:
        try:
            await self._look()
        except (SandboxError, OSError) as error:
            return str(error) or "the canary did not come back"
        return ""
