"""An application in one cell and an examiner in another, on one database server: between them is only HTTP."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sandbox.desk import Desk, Report
from sandbox.door import Door, UnderWay
from sandbox.leases import Lease
from sandbox.outcome import Outcome, SandboxError, Status
from sandbox.runs import Emit, Job, Run, Warm
from sandbox.stillness import Stillness

# What the examiner's 127.0.0.1 answers: the application, then the desk. See ``template/fixtures.py``.
DOORS = (8000, 8001)
OUTPUT_TAIL = 2_000
# Endings of an examiner that are no fault of ours: tests that fail, and time or database used up by the application.
EXPECTED = (Status.OK, Status.FAILED, Status.TIMED_OUT, Status.CPU_LIMIT, Status.DATABASE_LIMIT)


@dataclass(frozen=True)
class Examined:
    """How the application ended, how the examiner did, and what each test found, in order."""

    outcome: Outcome
    examiner: Status
    reports: tuple[Report, ...]


class Examination:
    """Plays one application and one examiner; the application's events go to ``emit``.

    Of the examiner its output is told, as events with ``"from": "client"``; its reports as events of type ``report``.
    """

    def __init__(
        self,
        warm: Warm,
        own: Warm,
        lease: Lease,
        application: Job,
        examiner: Job,
        emit: Emit,
        seeding: "asyncio.Task[None]",
    ) -> None:
        self._emit = emit
        self._role = examiner.role
        self._said = ""
        self._under_way = UnderWay()
        self._application = Run(warm, lease, application, self._tell, seeding)
        self._own = own, lease, examiner, seeding
        tap = self._application.tap
        self._stillness = Stillness(tap, (warm.cell.pid, lease.cell.pid))
        self._desk = Desk(tap.gauge, self._stillness, self._heard, self._under_way)

    async def play(self) -> Examined:
        """Run until the examiner or the application has ended; raises :class:`SandboxError` for our own fault."""
        async with _playing(self._application) as (serving, (place,)):
            try:
                door = Door(place, self._under_way, self._request)
                own, lease, examiner, seeding = self._own
                examining = Run(own, lease, examiner, self._overheard, seeding, self._application.zero)
                async with _playing(examining) as (asking, (to_door, to_desk)):
                    async with _beside(door.serve(to_door), self._desk.serve(to_desk)):
                        await self._until_over(examining, serving, asking)
                    outcome, asked = await serving, await asking
            finally:
                os.close(place)
        self._require_sane(asked)
        return Examined(outcome, asked.status, tuple(self._desk.reports))

    async def _until_over(
        self, examining: Run, serving: "asyncio.Task[Outcome]", asking: "asyncio.Task[Outcome]"
    ) -> None:
        await asyncio.wait([serving, asking], return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            # What it still does after its last answer belongs to the story.
            await self._stillness.said()
        self._application.finish()
        examining.finish()
        await asyncio.wait([serving, asking])

    def _tell(self, kind: str, fields: dict[str, Any]) -> None:
        self._desk.saw(kind, fields)
        self._emit(kind, fields)

    def _request(self, kind: str, fields: dict[str, Any]) -> None:
        self._emit(kind, {"t": self._application.now(), **fields})

    def _overheard(self, kind: str, fields: dict[str, Any]) -> None:
        """Of the examiner, what a driver prints is told; pytest's own words are kept for when something is wrong."""
        if kind not in ("stdout", "stderr"):
            return
        self._said = (self._said + fields["text"])[-OUTPUT_TAIL:]
        if self._role == "program":
            self._emit(kind, {**fields, "from": "client"})

    def _heard(self, report: Report) -> None:
        self._emit("report", {"t": self._application.now(), "report": report})

    def _require_sane(self, outcome: Outcome) -> None:
        # Of pytest, 0 and 1 say that tests ran.
        broken = outcome.status == Status.FAILED and (self._role == "program" or outcome.exit_code != 1)
        if broken or outcome.status not in EXPECTED:
            raise SandboxError(f"the examiner ended with {outcome.status}: {self._said}")


async def examined_by_itself(warm: Warm, lease: Lease, job: Job, emit: Emit, seeding: "asyncio.Task[None]") -> Examined:
    """Play tests that have their application in their own process, as learners write them."""

    def tell(kind: str, fields: dict[str, Any]) -> None:
        desk.saw(kind, fields)
        emit(kind, fields)

    run = Run(warm, lease, job, tell, seeding)
    stillness = Stillness(run.tap, (warm.cell.pid, lease.cell.pid))
    desk = Desk(run.tap.gauge, stillness, lambda report: emit("report", {"t": run.now(), "report": report}))
    async with _playing(run) as (playing, (listener,)), _beside(desk.serve(listener)):
        outcome = await playing
    return Examined(outcome, outcome.status, tuple(desk.reports))


@asynccontextmanager
async def _playing(run: Run) -> AsyncIterator[tuple["asyncio.Task[Outcome]", list[int]]]:
    """Play a run in the background, from its start on; whatever happens, it has ended afterwards."""
    playing = asyncio.create_task(run.play())
    try:
        started: asyncio.Future[Any] = run.started
        await asyncio.wait([started, asyncio.ensure_future(playing)], return_when=asyncio.FIRST_COMPLETED)
        if not run.started.done():
            await playing
        yield playing, run.started.result()
    finally:
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)


@asynccontextmanager
async def _beside(*serving: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(each) for each in serving]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
