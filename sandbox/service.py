"""A sandbox that stays open: warm templates, pools of cells and leases, and runs that use each of them once."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from sandbox.cells import Cell, Container
from sandbox.containment import program_container, server_container
from sandbox.examination import Examination, Examined, examined_by_itself
from sandbox.leases import Lease, template_folder, with_values
from sandbox.outcome import NotStartedError, Outcome, SandboxError
from sandbox.pool import WarmPool
from sandbox.provision import environment_folder
from sandbox.runs import Emit, Job, Run, Warm

Played = TypeVar("Played")

# Cells and servers kept ready: enough for the runs that two cores can start at once.
WARM = 3


class Template:
    """An outer container that is started when it is needed, and again when it has died."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._container: Container | None = None
        self._lock = asyncio.Lock()

    async def fork(self, *outputs: int) -> Cell:
        """Return a new cell; a dead or failing template is replaced once before the fault is passed on."""
        container = await self._alive()
        try:
            return await container.fork(*outputs)
        except (SandboxError, TimeoutError):
            await self.close()
            return await (await self._alive()).fork(*outputs)

    async def close(self) -> None:
        """End the container and every cell in it."""
        async with self._lock:
            container, self._container = self._container, None
        if container is not None:
            await container.close()

    async def _alive(self) -> Container:
        async with self._lock:
            if self._container is None or not self._container.alive:
                self._container = await Container.start(self._command)
            return self._container


class Programs:
    """The warm cells of one environment."""

    def __init__(self, environment: Path) -> None:
        self._template = Template(program_container(environment))
        self.pool = WarmPool(self._make, WARM)

    async def close(self) -> None:
        """End the cells and their template."""
        await self.pool.close()
        await self._template.close()

    async def _make(self) -> Warm:
        outputs, inputs = zip(os.pipe2(os.O_CLOEXEC), os.pipe2(os.O_CLOEXEC), strict=True)
        try:
            return Warm(await self._template.fork(*inputs), *outputs)
        except BaseException:
            for descriptor in outputs:
                os.close(descriptor)
            raise
        finally:
            for descriptor in inputs:
                os.close(descriptor)


class Sandbox:
    """Takes jobs; any number of them at once."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._programs: dict[str, Programs] = {}
        self._servers = Template(server_container(_made(template_folder(home))))
        self._leases = WarmPool(self._lease, WARM)

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

    @asynccontextmanager
    async def _cell(self, job: Job) -> AsyncIterator[Warm]:
        cells = self._of(job.environment).pool
        warm = await cells.take()
        try:
            yield warm
        finally:
            warm.close()
            cells.refill()

    @asynccontextmanager
    async def _lease_of(self, job: Job) -> AsyncIterator[tuple[Lease, "asyncio.Task[None]"]]:
        """A server of this run's own, which is being seeded."""
        lease = await self._leases.take()
        seeding = asyncio.create_task(_seed(lease, job))
        try:
            yield lease, seeding
        finally:
            seeding.cancel()
            await asyncio.gather(seeding, return_exceptions=True)
            lease.close()
            self._leases.refill()

    def warm_up(self, environment: str) -> None:
        """Start filling the pools, so that the first run finds everything ready."""
        self._of(environment).pool.refill()
        self._leases.refill()

    async def close(self) -> None:
        """End everything."""
        await self._leases.close()
        await self._servers.close()
        for programs in self._programs.values():
            await programs.close()

    def _of(self, environment: str) -> Programs:
        if environment not in self._programs:
            self._programs[environment] = Programs(_made(environment_folder(self._home, environment)))
        return self._programs[environment]

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
    sandbox = Sandbox(home)
    try:
        sandbox.warm_up("current")
        yield sandbox
    finally:
        await sandbox.close()
