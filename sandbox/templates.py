"""Templates that are always there: started when needed, replaced when they die, fail or grow, without losing a run."""

import asyncio
import logging
import os
from pathlib import Path

from sandbox.cells import Cell, Container
from sandbox.cgroups import Groups
from sandbox.containment import program_container
from sandbox.outcome import SandboxError
from sandbox.policy import MIB
from sandbox.pool import WarmPool
from sandbox.runs import Warm

# Cells and servers kept ready: enough for the runs that two cores can start at once.
WARM = 3
# A template only forks, so its memory stays what it was; what makes it grow would slow every fork down.
LEAK_BYTES = 32 * MIB

logger = logging.getLogger(__name__)


class Template:
    """An outer container that is started when it is needed, and again when it has died."""

    def __init__(self, command: list[str], groups: Groups | None = None) -> None:
        self._command = command
        self._groups = groups
        self._container: Container | None = None
        self._retired: list[Container] = []
        self._lock = asyncio.Lock()

    async def fork(self, *outputs: int) -> Cell:
        """Return a new cell; a dead or failing template is replaced once before the fault is passed on."""
        container = await self._alive()
        try:
            cell = await container.fork(*outputs)
        except (SandboxError, TimeoutError) as fault:
            self._retire(container, str(fault) or "it did not answer")
            cell = await (await self._alive()).fork(*outputs)
        return cell if self._groups is None else _confined(cell, self._groups)

    def look(self) -> None:
        """Replace a template that has grown, and forget those whose last cell has ended."""
        self._retired = [container for container in self._retired if container.alive]
        if self._container is not None and self._container.grown > LEAK_BYTES:
            self._retire(self._container, f"it has grown by {self._container.grown // MIB} MiB")

    async def close(self) -> None:
        """End the containers and every cell in them."""
        async with self._lock:
            containers, self._container, self._retired = [self._container, *self._retired], None, []
        for container in containers:
            if container is not None:
                await container.close()

    def _retire(self, container: Container, reason: str) -> None:
        """Fork from another one from now on; this one ends with the last of its cells, which know nothing of it."""
        if container is self._container:
            logger.warning("a template is replaced: %s", reason)
            container.retire()
            self._retired.append(container)
            self._container = None

    async def _alive(self) -> Container:
        async with self._lock:
            if self._container is None or not self._container.alive:
                self._container = await Container.start(self._command)
            return self._container


def _confined(cell: Cell, groups: Groups) -> Cell:
    try:
        cell.confine(groups)
    except OSError as error:
        cell.close()
        raise SandboxError(f"no control group for a cell: {error}") from error
    return cell


class Programs:
    """The warm cells of one environment."""

    def __init__(self, name: str, environment: Path, groups: Groups | None = None) -> None:
        self.template = Template(program_container(environment), groups)
        self.pool = WarmPool(f"cells of {name}", self._make, WARM)

    async def close(self) -> None:
        """End the cells and their template."""
        await self.pool.close()
        await self.template.close()

    async def _make(self) -> Warm:
        outputs, inputs = zip(os.pipe2(os.O_CLOEXEC), os.pipe2(os.O_CLOEXEC), strict=True)
        try:
            return Warm(await self.template.fork(*inputs), *outputs)
        except BaseException:
            for descriptor in outputs:
                os.close(descriptor)
            raise
        finally:
            for descriptor in inputs:
                os.close(descriptor)
