"""Finds and ends what a killed server left behind: every process of ours that names this data folder."""

import os

import psutil

from tutor.embedded.layout import Layout

GRACE_SECONDS = 5.0


def sweep(layout: Layout) -> int:
    """End all left-over processes of this installation and return how many there were."""
    found = [process for process in psutil.process_iter() if belongs(process, layout)]
    for process in found:
        _signal(process, terminate=True)
    _, alive = psutil.wait_procs(found, GRACE_SECONDS)
    for process in alive:
        _signal(process, terminate=False)
    psutil.wait_procs(alive, GRACE_SECONDS)
    return len(found)


def belongs(process: psutil.Process, layout: Layout) -> bool:
    """Tell whether a process is one of this installation's, and not the one that asks or its parent."""
    try:
        if process.pid in _ourselves():
            return False
        # Valkey writes its title, which names its socket, over its environment.
        title = f"unixsocket:{layout.sockets / 'valkey.sock'}"
        return process.environ().get("CLASSROOM_SERVED_FROM") == str(layout.data) or title in " ".join(
            process.cmdline()
        )
    except (psutil.Error, OSError):
        return False


def _ourselves() -> set[int]:
    return {os.getpid(), os.getppid()}


def _signal(process: psutil.Process, *, terminate: bool) -> None:
    try:
        if terminate:
            process.terminate()
        else:
            process.kill()
    except psutil.NoSuchProcess:
        return
