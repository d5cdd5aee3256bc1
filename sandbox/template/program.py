"""The role ``program``: a warm interpreter whose forks run learners' code."""

import importlib
import os
import random
import resource
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from sandbox.template import attribution, channel, kernel, landlock, seccomp
from sandbox.template.boot import run_entry
from sandbox.template.cell import Role, end_everything, start_untrusted

WORK = "/work"
DATABASE_ADDRESS = ("127.0.0.1", 5432)
# Where an application that serves is reached: bound before anything untrusted runs, and known by its inode alone.
APPLICATION_SOCKET = "/tmp/application"  # noqa: S108 - inside only
# Connections that may wait for the tap to accept them.
BACKLOG = 64

# Programs are started from read-only places only, and written is only to the run's own tmpfs.
RIGHTS = {
    "/": landlock.READ,
    **dict.fromkeys(("/usr", "/lib", "/lib64", sys.base_prefix, sys.prefix), landlock.READ | landlock.EXECUTE),
    "/dev": landlock.READ | landlock.WRITE_FILE,
    **dict.fromkeys((WORK, "/tmp", "/dev/shm"), landlock.EVERYTHING),  # noqa: S108
}

# What exercises import, so that a run finds it in memory. A missing one costs time, not correctness.
WARM = (
    "asyncio",
    "asyncpg",
    "sqlalchemy.ext.asyncio",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "fastapi",
    "fastapi.testclient",
    "pydantic",
    "httpx",
    "uvicorn",
    "pytest_asyncio.plugin",
    "sandbox.template.fixtures",
)


def prepare() -> None:
    """Import the environment's packages and hook the statement's origin into SQLAlchemy."""
    for name in WARM:
        with suppress(ImportError):
            importlib.import_module(name)
    attribution.listen()
    kernel.share_heaps()
    seccomp.program()  # built once, for all forks


def serve(job: socket.socket, outputs: list[int]) -> None:
    """Offer the database port to the host, wait for the job, run it, and tell how it ended."""
    kernel.hide_from_own_user()
    listener = socket.create_server(DATABASE_ADDRESS, backlog=BACKLOG)
    channel.send(job, {"ready": True}, (listener.fileno(),))
    listener.close()
    try:
        order = channel.receive(job)
    except EOFError:
        return
    _lay_out(order)
    kept, passed = _offer(order)
    channel.send(job, {"started": True}, tuple(passed))
    null = os.open("/dev/null", os.O_RDONLY)
    child = start_untrusted(
        (null, *outputs, *kept), lambda: _give_up_rights(order), lambda: run_entry(order["role"], order["entry"])
    )
    for descriptor in (*outputs, *kept, *passed):
        os.close(descriptor)
    status = _wait_for(child)
    end_everything()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    channel.send(
        job,
        {
            "ended": os.waitstatus_to_exitcode(status),
            "cpu_ms": round((usage.ru_utime + usage.ru_stime) * 1000, 1),
            "peak_bytes": usage.ru_maxrss * 1024,
        },
    )


def _lay_out(order: dict[str, Any]) -> None:
    """One sized tmpfs is all that a run can write to: its work folder, /tmp and /dev/shm."""
    size = order["limits"]["disk_bytes"]
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("tmpfs", "/tmp", "tmpfs", flags, f"size={size},nr_inodes=4096,mode=0700")  # noqa: S108 - the run's own
    for part, target in (("work", WORK), ("shm", "/dev/shm")):  # noqa: S108
        Path("/tmp", part).mkdir()  # noqa: S108
        kernel.mount(f"/tmp/{part}", target, None, kernel.MS_BIND)  # noqa: S108
    for name, content in order["files"].items():
        path = Path(WORK, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass"))


def _offer(order: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Open the sockets of this order: what the untrusted process keeps to serve on, and what the host gets.

    The host gets the place of the application's socket, or listeners on the ports that only it answers.
    """
    if order["role"] == "application":
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(APPLICATION_SOCKET)
        listener.listen(BACKLOG)
        place = os.open(APPLICATION_SOCKET, os.O_PATH)
        Path(APPLICATION_SOCKET).unlink()
        return [listener.detach()], [place]
    doors = [socket.create_server(("127.0.0.1", port), backlog=BACKLOG).detach() for port in order["doors"]]
    return [], doors


def _wait_for(child: int) -> int:
    while True:
        pid, status = os.wait()
        if pid == child:
            return status


def _give_up_rights(order: dict[str, Any]) -> None:
    _limit(order["limits"])
    kernel.prefer_to_be_killed()
    kernel.drop_capabilities()
    landlock.restrict(RIGHTS)
    kernel.install_filter(seccomp.program())
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(WORK)
    random.seed()


def _limit(limits: dict[str, Any]) -> None:
    """Each process's share; what only the whole run can exceed is watched by the host."""
    mib = 1024 * 1024
    for name, value in (
        ("AS", limits["memory_bytes"] + 1024 * mib),  # address space that is reserved but never touched
        ("CORE", 1),  # 0 would still start a handler that the machine's core_pattern names
        ("CPU", limits["cpu_seconds"]),
        ("FSIZE", limits["disk_bytes"]),
        ("MEMLOCK", 0),
        ("MSGQUEUE", 0),
        ("NOFILE", 256),
        ("NPROC", limits["processes"]),
        ("SIGPENDING", 256),
        ("STACK", 8 * mib),
    ):
        number = getattr(resource, f"RLIMIT_{name}")
        _, hard = resource.getrlimit(number)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # The soft CPU limit ends with a signal of its own, the hard one with SIGKILL like everything else.
        resource.setrlimit(number, (value, value + 1 if name == "CPU" else value))


ROLE = Role(prepare, serve)
