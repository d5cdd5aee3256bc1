"""Those who must not notice anything while others attack: a run that holds secrets, and one after the other that works."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sandbox import Job, Limits, Sandbox, SandboxError
from tests.hostile.canaries import VICTIM
from tests.sandbox.conftest import Box

HOLDING_SECONDS = 60
# A quiet machine answers in a twentieth of it.
PATIENCE_SECONDS = 8.0
PAUSE_SECONDS = 0.2
WORK = """
import asyncio, asyncpg
async def main():
    db = await asyncpg.connect(host="localhost", user="user", password="pass", database="taskdb")
    print(await db.fetchval("SELECT 6 * 7"), open("/work/main.py").readline().strip())
asyncio.run(main())
"""


class Victim:
    """A run that holds secrets as long as the attacks last."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._holding = asyncio.Event()
        job = Job({"main.py": VICTIM}, limits=Limits(seconds=HOLDING_SECONDS))
        self._run = asyncio.create_task(sandbox.run(job, self._see))

    def _see(self, kind: str, fields: dict[str, Any]) -> None:
        if kind == "stdout":
            self._holding.set()

    async def __aenter__(self) -> None:
        async with asyncio.timeout(30):
            await self._holding.wait()

    async def __aexit__(self, *error: object) -> None:
        assert not self._run.done(), f"an attack ended another run: {self._run}"
        self._run.cancel()
        with suppress(asyncio.CancelledError):
            await self._run


class Neighbour:
    """Runs a small honest program again and again; complains when one does not end as it should."""

    def __init__(self, box: Box) -> None:
        self.complaints: list[str] = []
        self._box = box
        self._attacks: Counter[str] = Counter()

    @contextmanager
    def beside(self, attack: str) -> Iterator[None]:
        """Remember who attacks, for the complaint."""
        self._attacks[attack] += 1
        try:
            yield
        finally:
            self._attacks[attack] -= 1

    async def __aenter__(self) -> None:
        self._working = asyncio.create_task(self._work())

    async def __aexit__(self, *error: object) -> None:
        self._working.cancel()
        with suppress(asyncio.CancelledError):
            await self._working

    async def _work(self) -> None:
        while True:
            attackers = set(+self._attacks)
            try:
                seen = await self._box.run(WORK, limits={"seconds": PATIENCE_SECONDS})
                if seen.text() != "42 \n":
                    self.complaints.append(f"{seen} beside {attackers | set(+self._attacks)}")
            except (SandboxError, OSError) as error:
                self.complaints.append(f"{error!r} beside {attackers | set(+self._attacks)}")
            await asyncio.sleep(PAUSE_SECONDS)
