"""A sandbox that stays open: warm templates, pools of cells and leases, and runs that use each of them once."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeVar

from sandbox import cgroups
from sandbox.containment import server_container
from sandbox.examination import Examination, Examined, examined_by_itself
from sandbox.leases import Lease, template_folder, with_values
from sandbox.listening import raise_descriptor_limit
from sandbox.outcome import NotStartedError, Outcome, SandboxError
from sandbox.pool import PoolState, WarmPool
from sandbox.provision import environment_folder
from sandbox.runs import Emit, Job, Run, Warm
from sandbox.templates import WARM, Programs, Template

Played = TypeVar("Played")

# How often somebody looks whether everything is ready that has to be.
LOOK_SECONDS = 1.0


class Sandbox:
    """Takes jobs; any number of them at once."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._programs: dict[str, Programs] = {}
        # The kernel holds a run's memory and processes where it can; elsewhere a watch does.
        self._groups = cgroups.prepare(cgroups.find())
        self._servers = Template(server_container(_made(template_folder(home))), self._groups)
        self._leases = WarmPool("database servers", self._lease, WARM)
        self._upkeep: asyncio.Task[None] | None = None

    async def run(self, job: Job, emit: Emit) -> Outcome:
        """Run one job in a cell and on a database server of its own.

        ``emit`` gets the type and fields of every event as it happens, in order. Raises :class:`SandboxError` for our
        own fault; cancelling the call ends the program. Whatever happens, cell and server are gone afterwards.
        """
        return await self._started(job.environment, lambda: self._play(job, emit))

    async def examine(self, application: Job, examiner: Job, emit: Emit) -> Examined:
        """Serve an application in one cell while an examiner talks to it from another, on one database server.

        Raises and ends like :meth:`run`. The examiner is a program of ours: its mistakes are our fault.
        """
        return await self._started(application.environment, lambda: self._examine(application, examiner, emit))

    async def test(self, job: Job, emit: Emit) -> Examined:
        """Run tests that have their application in their own process. Raises and ends like :meth:`run`."""
        return await self._started(job.environment, lambda: self._test(job, emit))

    async def _started(self, environment: str, play: Callable[[], Awaitable[Played]]) -> Played:
        try:
            return await play()
        except NotStartedError:
            # The template has died, and every cell with it. What the program never saw may be tried again.
            await self._of(environment).pool.clear()
            return await play()

    async def _play(self, job: Job, emit: Emit) -> Outcome:
        async with self._cell(job) as warm, self._lease_of(job) as (lease, seeding):
            return await Run(warm, lease, job, emit, seeding).play()

    async def _test(self, job: Job, emit: Emit) -> Examined:
        async with self._cell(job) as warm, self._lease_of(job) as (lease, seeding):
            return await examined_by_itself(warm, lease, job, emit, seeding)

    async def _examine(self, application: Job, examiner: Job, emit: Emit) -> Examined:
        async with (
            self._cell(application) as warm,
            self._cell(examiner) as own,
            self._lease_of(application) as (lease, seeding),
        ):
            return await Examination(warm, own, lease, application, examiner, emit, seeding).play()

    def _cell(self, job: Job) -> AbstractAsyncContextManager[Warm]:
        return self._of(job.environment).pool.lend()

    @asynccontextmanager
    async def _lease_of(self, job: Job) -> AsyncIterator[tuple[Lease, "asyncio.Task[None]"]]:
        """A server of this run's own, which is being seeded."""
        async with self._leases.lend() as lease:
            seeding = asyncio.create_task(_seed(lease, job))
            try:
                yield lease, seeding
            finally:
                seeding.cancel()
                await asyncio.gather(seeding, return_exceptions=True)

    def warm_up(self, environment: str) -> None:
        """Start filling the pools, so that the first run finds everything ready, and keep them full from now on."""
        self._of(environment).pool.refill()
        self._leases.refill()
        self._upkeep = self._upkeep or asyncio.create_task(self._keep_up())

    @property
    def pools(self) -> list[PoolState]:
        """How every pool is now, the servers' first."""
        return [self._leases.state, *(programs.pool.state for programs in self._programs.values())]

    @property
    def held_by(self) -> str:
        """What holds a whole run's memory and processes: control groups, or a watch that samples."""
        return "a watch" if self._groups is None else f"control groups {self._groups.dialect.name}"

    async def close(self) -> None:
        """End everything."""
        if self._upkeep is not None:
            self._upkeep.cancel()
            await asyncio.gather(self._upkeep, return_exceptions=True)
        await self._leases.close()
        await self._servers.close()
        for programs in self._programs.values():
            await programs.close()
        if self._groups is not None:
            await self._groups.close()

    def _of(self, environment: str) -> Programs:
        if environment not in self._programs:
            self._programs[environment] = Programs(
                environment, _made(environment_folder(self._home, environment)), self._groups
            )
        return self._programs[environment]

    async def _keep_up(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = time.monotonic()
            self._leases.look(now)
            self._servers.look()
            for programs in self._programs.values():
                programs.pool.look(now)
                programs.template.look()

    async def _lease(self) -> Lease:
        return await Lease.take_up(await self._servers.fork())


async def _seed(lease: Lease, job: Job) -> None:
    if job.seed:
        await lease.seed(with_values(job.seed, job.values))


def _made(folder: Path) -> Path:
    if not folder.exists():
        raise SandboxError(f"{folder.name} is not installed; `./classroom up` does it")
    return folder


@asynccontextmanager
async def open_sandbox(home: Path) -> AsyncIterator[Sandbox]:
    """Open a sandbox on the environments and database template in ``home`` (see :mod:`sandbox.provision`)."""
    raise_descriptor_limit()
    sandbox = Sandbox(home)
    try:
        sandbox.warm_up("current")
        yield sandbox
    finally:
        await sandbox.close()
