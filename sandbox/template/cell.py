"""A cell: fresh namespaces around one run. Its first process is ours, serves the host and starts the untrusted one."""

import fcntl
import os
import resource
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from sandbox.template import channel, kernel

# Who the program believes to be. Outside it is the worker's own user, without any of its rights.
INSIDE_ID = 1000


@dataclass(frozen=True)
class Role:
    """What a container is for: imports ahead of all forks, then what one cell does with its channel and descriptors."""

    prepare: Callable[[], None]
    serve: Callable[[socket.socket, list[int]], None]


def enter(role: Role, descriptors: list[int], outside: tuple[int, int]) -> None:
    """Serve one run, as the first process of fresh namespaces; ``outside`` is the user and group of the template."""
    kernel.die_with_parent()
    kernel.hide_from_own_user(hidden=False)  # else /proc/self/uid_map could not be written
    kernel.map_identity(*outside, INSIDE_ID)
    job = socket.socket(fileno=descriptors[0])
    try:
        _own_mounts()
        kernel.loopback_up()
        role.serve(job, descriptors[1:])
    except (OSError, ValueError) as error:
        # Ours, never the program's: the host turns it into a SandboxError.
        with suppress(OSError):  # the host has left
            channel.send(job, {"fault": f"{type(error).__name__}: {error}"})


def _own_mounts() -> None:
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("proc", "/proc", "proc", flags)
    kernel.forbid_user_namespaces()
    # In its place one that shows the run's own processes and nothing of the machine.
    kernel.mount("proc", "/proc", "proc", flags, "subset=pid,hidepid=invisible")


def start_untrusted(kept: tuple[int, ...], prepare: Callable[[], None], run: Callable[[], None]) -> int:
    """Fork; the child keeps nothing but ``kept``, as 0, 1, 2 …, calls ``prepare`` to give up its rights, then ``run``.

    Returns its process id to the cell's first process; raises :class:`ValueError` when ``prepare`` failed.
    """
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _be_untrusted(kept, tell, prepare, run)
    os.close(tell)
    with os.fdopen(told, "rb") as report:
        fault = report.read().decode(errors="replace")
    if fault:
        raise ValueError(fault)
    return child


def _be_untrusted(kept: tuple[int, ...], tell: int, prepare: Callable[[], None], run: Callable[[], None]) -> NoReturn:
    # Where it tells that it could not give up its rights; closed before it runs anything.
    report = len(kept)
    try:
        kernel.die_with_parent()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        kernel.hide_from_own_user(hidden=False)
        _keep_only((*kept, tell))
        prepare()
    except BaseException as error:  # noqa: BLE001 - told to the host, as our fault
        os.write(report, f"{type(error).__name__}: {error}".encode())
        os._exit(1)
    os.close(report)
    try:
        run()
    finally:
        os._exit(1)


def _keep_only(descriptors: tuple[int, ...]) -> None:
    """Put these at 0, 1, 2 … and close all others; copies first, because they may lie on each other."""
    copies = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10) for descriptor in descriptors]
    for target, copy in enumerate(copies):
        os.dup2(copy, target)
    os.closerange(len(copies), resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def end_everything() -> None:
    """Kill and reap whatever is left in this cell, as its first process."""
    try:
        os.kill(-1, signal.SIGKILL)
        while True:
            os.wait()
    except (ProcessLookupError, ChildProcessError):
        return
