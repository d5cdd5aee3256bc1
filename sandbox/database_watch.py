"""Sees from outside what a run asks of its database server: how long a statement takes, what it stores, what it needs.

A program can lift every limit that it could set itself, by SET; these it cannot.
"""

import asyncio
import time
from collections.abc import Callable

from sandbox.leases import Lease
from sandbox.outcome import SandboxError
from sandbox.policy import MIB, Limits
from sandbox.tap import Tap
from sandbox.watch import beneath, private

# A fast writer stores some ten MiB between two looks; the server's tmpfs has room for that beyond every limit.
LOOK_SECONDS = 0.1


class DatabaseWatch:
    """Looks at the server of one run, for the first time when a short one has ended already."""

    def __init__(self, lease: Lease, tap: Tap, limits: Limits, exceeded: Callable[[str, float], None]) -> None:
        self._lease, self._tap, self._limits = lease, tap, limits
        self._exceeded = exceeded

    async def watch(self) -> None:
        """Look until cancelled, until a limit is passed, or until the server is gone, which the run sees by itself."""
        try:
            passed = None
            while passed is None:
                await asyncio.sleep(LOOK_SECONDS)
                passed = await self._look()
        except SandboxError:
            return
        self._exceeded(*passed)

    async def _look(self) -> tuple[str, float] | None:
        """Return which limit was passed, as the ending it makes with its value."""
        limits = self._limits
        if self._tap.longest_wait(time.monotonic()) > limits.statement_seconds:
            return "statement_time", limits.statement_seconds
        if await self._lease.stored() > limits.database_size_bytes:
            return "database_size", limits.database_size_bytes // MIB
        if self._memory() > limits.database_memory_bytes:
            return "database_memory", limits.database_memory_bytes // MIB
        return None

    def _memory(self) -> int:
        return sum(private(pid) for pid in beneath(self._lease.cell.pid))
