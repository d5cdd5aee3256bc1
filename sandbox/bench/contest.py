"""The contest: every way in turn, several rounds, and the ratios that DESIGN.md section 6 asks for."""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sandbox.bench.rivals import Rivals, plain_server
from sandbox.leases import DATABASE, ROLE, with_values
from sandbox.policy import Limits
from sandbox.provision import environment_folder
from sandbox.runs import Job
from sandbox.service import Sandbox, open_sandbox

ROUNDS = 9
BURST = 100
ROUND_TRIPS = 2_000
LOCAL_ADDRESS = "user:pass@localhost:5432"
# How long the machine is left alone so that the pools are full again.
REFILL_SECONDS = 1.0

PING = f"""
import asyncio, time
import asyncpg

async def main():
    db = await asyncpg.connect("postgresql://{LOCAL_ADDRESS}/taskdb")
    ping = await db.prepare("SELECT 1")
    began = time.perf_counter()
    for _ in range({ROUND_TRIPS}):
        await ping.fetchval()
    print((time.perf_counter() - began) / {ROUND_TRIPS})

asyncio.run(main())
"""


@dataclass(frozen=True)
class Ratio:
    """One line of the table: the ratio, and the goal that it should not exceed, or with ``at_least`` reach."""

    name: str
    value: float
    goal: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal was reached."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal


@dataclass(frozen=True)
class Times:
    """Wall-clock milliseconds of one way's rounds."""

    name: str
    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """The round that 95 % do not exceed."""
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, round(0.95 * len(self.milliseconds)))]


async def contest(home: Path, job: Job, say: Callable[[str], None]) -> tuple[list[Times], list[Ratio]]:
    """Run ``job`` every way and return the times and the ratios. The machine should have nothing else to do."""
    with tempfile.TemporaryDirectory() as temporary, plain_server(Path(temporary)) as port:
        rivals = _on_disk(Path(temporary, "program"), home, job, port)
        async with open_sandbox(home) as sandbox:
            say("Seeding the plain server")
            _seed(rivals, job, port)
            say(f"{ROUNDS} rounds of every way")
            times = await _rounds(sandbox, rivals, job)
            say("CPU time of each way")
            efficiency = await _efficiency(sandbox, rivals, job)
            say(f"{BURST} at once")
            burst_times, burst = await _burst(sandbox, job)
            say(f"{ROUND_TRIPS} round trips through the tap and without it")
            tap = await _tap(sandbox, rivals)
    by_name = {each.name: each.median for each in times}
    ratios = [
        Ratio("warm run / bare", by_name["sandbox"] / by_name["bare"], 0.15),
        Ratio("warm run / floor", by_name["sandbox"] / by_name["floor"], 1.5),
        Ratio("runs per CPU-second / cold's", efficiency, 5, at_least=True),
        Ratio(f"{BURST} at once: last end / (program CPU / cores)", burst, 1.5),
        Ratio("round trip through the tap / direct", tap, 2),
    ]
    return [*times, burst_times], ratios


def _on_disk(folder: Path, home: Path, job: Job, port: int) -> Rivals:
    folder.mkdir()
    for name, content in {**job.files, "ping.py": PING}.items():
        (folder / name).write_text(content.replace(LOCAL_ADDRESS, f"{ROLE}@127.0.0.1:{port}"))
    return Rivals(str(environment_folder(home, job.environment) / "bin" / "python"), folder)


def _seed(rivals: Rivals, job: Job, port: int) -> None:
    sql = with_values(job.seed, job.values)
    program = f"import asyncio, asyncpg\nasync def main():\n    db = await asyncpg.connect('postgresql://{ROLE}@127.0.0.1:{port}/{DATABASE}')\n    await db.execute({sql!r})\nasyncio.run(main())"  # noqa: E501
    (rivals.folder / "seed.py").write_text(program)
    rivals.bare("seed.py")


async def _rounds(sandbox: Sandbox, rivals: Rivals, job: Job) -> list[Times]:
    """Interleaved, so that whatever else the machine does hits every way alike."""
    measured: dict[str, list[float]] = {"bare": [], "cold": [], "floor": [], "sandbox": []}
    with rivals.floor() as forker:
        for _ in range(ROUNDS):
            for name, way in (("bare", rivals.bare), ("cold", rivals.cold), ("floor", forker.run)):
                measured[name].append(await _timed(asyncio.to_thread(way)))
            await asyncio.sleep(REFILL_SECONDS)
            measured["sandbox"].append(await _timed(_run(sandbox, job)))
    return [Times(name, tuple(values)) for name, values in measured.items()]


async def _efficiency(sandbox: Sandbox, rivals: Rivals, job: Job) -> float:
    """Runs for each second of the whole machine's CPU time, ours against a fresh container's."""
    await asyncio.sleep(REFILL_SECONDS)
    before = _busy_seconds()
    for _ in range(ROUNDS):
        await _run(sandbox, job)
    await asyncio.sleep(REFILL_SECONDS)
    ours = _busy_seconds() - before
    before = _busy_seconds()
    for _ in range(ROUNDS):
        await asyncio.to_thread(rivals.cold)
    return (_busy_seconds() - before) / ours


async def _burst(sandbox: Sandbox, job: Job) -> tuple[Times, float]:
    """All at once, as many played at a time as there are cores."""
    await asyncio.sleep(REFILL_SECONDS)
    cores = os.cpu_count() or 1
    slots = asyncio.Semaphore(cores)
    began, ends, cpu = time.perf_counter(), list[float](), list[float]()

    async def one() -> None:
        async with slots:
            cpu.append(await _run(sandbox, job))
        ends.append((time.perf_counter() - began) * 1000)

    await asyncio.gather(*(one() for _ in range(BURST)))
    return Times(f"{BURST} at once", tuple(ends)), max(ends) / (sum(cpu) / cores)


async def _tap(sandbox: Sandbox, rivals: Rivals) -> float:
    """One round trip through the tap against a direct one, in the middle of three pairs."""
    pairs = [(await _printed(sandbox), await asyncio.to_thread(rivals.bare, "ping.py")) for _ in range(3)]
    return statistics.median(float(through) / float(direct) for through, direct in pairs)


async def _printed(sandbox: Sandbox) -> str:
    printed: list[str] = []
    job = Job({"main.py": PING}, limits=Limits(queries=ROUND_TRIPS + 100))
    await sandbox.run(job, lambda kind, fields: printed.append(fields.get("text", "")))
    return "".join(printed)


async def _run(sandbox: Sandbox, job: Job) -> float:
    """Run once; returns the program's CPU milliseconds."""
    outcome = await sandbox.run(job, lambda kind, fields: None)
    return outcome.cpu_ms


async def _timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return (time.perf_counter() - began) * 1000


def _busy_seconds() -> float:
    """CPU seconds of everything on this machine, from the first line of /proc/stat (idle and iowait left out)."""
    fields: Iterable[str] = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    ticks = [int(value) for value in fields]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")
