"""One run: a warm cell and a lease brought together, watched until the program ends or has to be ended."""

import asyncio
import codecs
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sandbox.cells import Cell
from sandbox.clock import Clock
from sandbox.database_watch import DatabaseWatch
from sandbox.leases import Lease
from sandbox.outcome import ENDINGS, NotStartedError, Outcome, SandboxError, Status
from sandbox.policy import MIB, Limits
from sandbox.tap import Tap
from sandbox.watch import MemoryWatch

Emit = Callable[[str, dict[str, Any]], None]

READ_BYTES = 65536
# What a killed program had written is in the pipes already; nobody can write to them any more.
DRAIN_SECONDS = 2.0
# So many pieces of output are told as they come; those of a program that prints more are gathered for the browser.
MOST_PIECES = 500
GATHER_SECONDS = 0.02
STDERR_TAIL = 200
# What tests call their own connections; see ``template/fixtures.py``.
TESTS_OWN_NAME = "examination"
# What the program is told about its world; the address is the one that exercises print.
ENVIRONMENT = {
    "HOME": "/work",
    "LANG": "C.UTF-8",
    "PATH": "/nowhere",
    "DATABASE_URL": "postgresql+asyncpg://user:pass@localhost:5432/taskdb",
}


@dataclass(frozen=True)
class Job:
    """One program to run: its files by path, what to start, and the SQL that its database begins with.

    ``entry`` is ``main.py`` or ``main:function`` for the role ``program``, ``main:app`` for ``application``, and the
    names of test files for ``tests``; ``settings`` is what it finds in its environment besides :data:`ENVIRONMENT`.
    """

    files: dict[str, str]
    entry: str = "main.py"
    role: Literal["program", "application", "tests"] = "program"
    environment: str = "current"
    seed: str = ""
    values: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    latency_ms: int = 0
    # Questions to the database when the program has ended, each one statement.
    asks: tuple[str, ...] = ()
    # Ports of the program's 127.0.0.1 that the host answers, besides the database's.
    doors: tuple[int, ...] = ()


@dataclass
class Warm:
    """A forked cell that waits for its job, with the pipes it will print to."""

    cell: Cell
    stdout: int
    stderr: int

    @property
    def alive(self) -> bool:
        """Whether the cell still waits."""
        return self.cell.alive

    def close(self) -> None:
        """Kill the cell and close the pipes."""
        self.cell.close()
        os.close(self.stdout)
        os.close(self.stderr)


class Run:
    """Plays one job in one cell on a lease, which is being seeded.

    Events go to ``emit`` with ``t``, milliseconds since the start: its own, or ``zero`` on the monotonic clock.
    ``started`` brings the descriptors that the cell hands over: listeners of its doors, or its application's place.
    """

    def __init__(
        self, warm: Warm, lease: Lease, job: Job, emit: Emit, seeding: "asyncio.Task[None]", zero: float | None = None
    ) -> None:
        self._warm, self._lease, self._job = warm, lease, job
        self._tell = emit
        self._seeding = seeding
        self._began = 0.0
        self.zero = zero
        self.started: asyncio.Future[list[int]] = asyncio.get_running_loop().create_future()
        self._printed = 0
        self._pieces = 0
        self._stderr_tail = ""
        self._stopped: tuple[Status, str, float | None] | None = None
        self._used_seconds = 0.0
        unseen = TESTS_OWN_NAME if job.role == "tests" else None
        self.tap = Tap(lease, job.limits, job.latency_ms, self._emit, self._database_limit, unseen)

    async def play(self) -> Outcome:
        """Run to the end, whatever it is; raises :class:`SandboxError` only for our own fault."""
        try:
            await self._warm.cell.send(self._order())
            _, descriptors = await self._warm.cell.receive()
        except SandboxError as error:
            raise NotStartedError(str(error)) from error
        self._began = time.monotonic()
        self.zero = self.zero or self._began
        self.started.set_result(descriptors)
        self._watch = self._limited()
        self._clock = Clock(self._job.limits, self._warm.cell.pid, self._lease.cell.pid)
        self._emit("started", {"environment": self._job.environment, "latency_ms": self._job.latency_ms})
        # The database gets its data while the program imports; the tap lets no connection through before.
        tap = asyncio.create_task(self.tap.serve(self._warm.cell.listener(), self._seeding))
        database = DatabaseWatch(self._lease, self.tap, self._job.limits, self._database_limit)
        helpers = [tap, asyncio.create_task(self._watch.watch()), asyncio.create_task(database.watch())]
        outputs = [
            asyncio.create_task(self._read(descriptor, name))
            for descriptor, name in ((self._warm.stdout, "stdout"), (self._warm.stderr, "stderr"))
        ]
        try:
            report = await self._ended()
            duration_ms = (time.monotonic() - self._began) * 1000
            await asyncio.wait(outputs, timeout=DRAIN_SECONDS)
            await self._seeding
            # A program may end of its server's end before anybody else knows of that.
            if not (await self._lease.serves() if report.get("ended") else self._lease.alive):
                self._database_limit("database_ended", None)
            state = await self._state()
        finally:
            for task in (*helpers, *outputs):
                task.cancel()
            ended = await asyncio.gather(*helpers, *outputs, return_exceptions=True)
            self.tap.close()
        for fault in ended:
            # Without one of them the run was not watched, or the program met a closed door: nobody's doing but ours.
            if isinstance(fault, Exception):
                raise SandboxError(f"something that watched the run failed: {fault!r}") from fault
        return replace(self._outcome(report, duration_ms, self._watch.peak), state=state)

    async def _state(self) -> dict[str, str]:
        """Ask the database as the learner's own role: what stands there is data, whatever it pretends to be.

        A question that it refuses is left without an answer.
        """
        state: dict[str, str] = {}
        for question in self._job.asks:
            with suppress(SandboxError):
                rows = await (await self._lease.session({})).ask(question)
                state[question] = "; ".join(", ".join(cell or "NULL" for cell in row) for row in rows)
        return state

    def finish(self) -> None:
        """End the program because nobody needs it any more: an application serves until then.

        That its connections end with it is our doing: the last count of them is the one before.
        """
        self.tap.close()
        self._stop(Status.OK)

    def _order(self) -> dict[str, Any]:
        return {
            "files": self._job.files,
            "role": self._job.role,
            "entry": self._job.entry,
            "doors": self._job.doors,
            "environment": {**ENVIRONMENT, **self._job.settings},
            "limits": self._job.limits.model_dump(),
        }

    def _limited(self) -> MemoryWatch:
        """Let the kernel hold the run where the cell has a group; the files of a run lie in memory too."""
        limits, cell = self._job.limits, self._warm.cell
        if cell.group is not None:
            # Beside the program there is its guardian.
            cell.group.limit(limits.memory_bytes + limits.disk_bytes, limits.processes + 1)
        return MemoryWatch(cell.pid, limits.memory_bytes, self._memory_limit, cell.group)

    async def _ended(self) -> dict[str, Any]:
        """Wait for the cell's own report of the end; ends it when its time is over."""
        try:
            report, _ = await self._clock.bound(self._warm.cell.receive())
            self._watch.look()
            return report
        except TimeoutError:
            self._stop(Status.TIMED_OUT)
        except SandboxError:
            if self._stopped is None and not self._watch.look():
                raise
        return {}

    async def _read(self, descriptor: int, name: str) -> None:
        loop = asyncio.get_running_loop()
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        pipe = os.fdopen(os.dup(descriptor), "rb", buffering=0)
        reader = asyncio.StreamReader()
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
        try:
            while self._printed < self._job.limits.output_bytes:
                data = await reader.read(READ_BYTES)
                self._print(name, decoder.decode(data[: self._room()], final=not data))
                self._printed += len(data)
                if not data:
                    return
                self._pieces += 1
                if self._pieces > MOST_PIECES:
                    await asyncio.sleep(GATHER_SECONDS)
            self._stop(Status.OUTPUT_LIMIT)
        finally:
            transport.close()

    def _room(self) -> int:
        return self._job.limits.output_bytes - self._printed

    def _print(self, name: str, text: str) -> None:
        if name == "stderr":
            self._stderr_tail = (self._stderr_tail + text)[-STDERR_TAIL:]
        if text:
            # PostgreSQL's text cannot hold NUL, and nobody can read it.
            self._emit(name, {"text": text.replace("\0", "\N{SYMBOL FOR NULL}")})

    def _emit(self, kind: str, fields: dict[str, Any]) -> None:
        if kind == "query" and fields["line"] and fields["line"]["file"] not in self._job.files:
            fields["line"] = None  # the program claims it, and it names no file of the learner's
        self._tell(kind, {"t": self.now(), **fields})

    def now(self) -> float:
        """Return the milliseconds since the start, 0 before."""
        return 0.0 if self.zero is None else round((time.monotonic() - self.zero) * 1000, 1)

    def _memory_limit(self) -> None:
        self._stop(Status.OUT_OF_MEMORY)

    def _database_limit(self, ending: str, value: float | None) -> None:
        self._stop(Status.DATABASE_LIMIT, ending, value)

    def _stop(self, status: Status, ending: str = "", value: float | None = None) -> None:
        """End the program; the first reason is the one that counts."""
        if self._stopped is None:
            self._stopped = (status, ending, value)
            # It will not tell any more what it has used.
            self._used_seconds = self._clock.used()
            self._watch.measure()
        self._warm.cell.kill()

    def _outcome(self, report: dict[str, Any], duration_ms: float, peak: int) -> Outcome:
        code = report.get("ended")
        status, passed, limit = self._stopped or (self._status(code), "", None)
        ending = passed or status.value
        value = limit if passed else self._value(status, code)
        return Outcome(
            status=status,
            exit_code=code,
            duration_ms=round(duration_ms, 1),
            cpu_ms=report.get("cpu_ms", round(self._used_seconds * 1000, 1)),
            peak_memory_bytes=max(peak, report.get("peak_bytes", 0)),
            queries=self.tap.queries,
            ending=ending,
            value=value,
            message=ENDINGS[ending].format(value=value),
        )

    def _value(self, status: Status, code: int | None) -> float | str | None:
        """Return what the sentence about an ending names: the limit that was passed, or how the process ended."""
        limits = self._job.limits
        values: dict[Status, float | str | None] = {
            Status.FAILED: code,
            Status.TIMED_OUT: limits.seconds,
            Status.CPU_LIMIT: limits.cpu_seconds,
            Status.OUT_OF_MEMORY: limits.memory_bytes // MIB,
            Status.OUTPUT_LIMIT: limits.output_bytes // 1024,
            Status.CRASHED: _signal_name(code),
        }
        return values.get(status)

    def _status(self, code: int | None) -> Status:
        if code == 0:
            return Status.OK
        if code == -signal.SIGXCPU:
            return Status.CPU_LIMIT
        # An allocation that the kernel refused outright ends as this exception, before the watch could see it.
        if code == 1 and self._stderr_tail.rstrip().rpartition("\n")[2].startswith("MemoryError"):
            return Status.OUT_OF_MEMORY
        return Status.CRASHED if code is not None and code < 0 else Status.FAILED


def _signal_name(code: int | None) -> str:
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return str(code)
