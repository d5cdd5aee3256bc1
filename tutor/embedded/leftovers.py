"""Finds and ends what a killed server left behind: every process of ours that names this data folder."""

import os

import psutil

from tutor.embedded.layout import Layout

GRACE_SECONDS = 5.0


def sweep(layout: Layout) -> int:
    """End all left-over processes of this installation and return how many there were."""
    found = [process for process in psutil.process_iter() if _belongs(process, str(layout.data))]
    for process in found:
        _signal(process, terminate=True)
    _, alive = psutil.wait_procs(found, GRACE_SECONDS)
    for process in alive:
        _signal(process, terminate=False)
    psutil.wait_procs(alive, GRACE_SECONDS)
    return len(found)


def _belongs(process: psutil.Process, data: str) -> bool:
    try:
        return process.pid not in _ourselves() and process.environ().get("CLASSROOM_SERVED_FROM") == data
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
