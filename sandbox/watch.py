"""Sees how much memory a cell uses, from outside: by sampling, and by what its control group tells where it has one."""

import asyncio
import os
from collections.abc import Callable

from sandbox.cgroups import Group

PAGE = os.sysconf("SC_PAGESIZE")
# A fast allocator fills some tens of MiB between two looks.
LOOK_SECONDS = 0.025


class MemoryWatch:
    """Samples the resident memory of all processes beneath one; what was there at the first look does not count."""

    def __init__(self, pid: int, limit: int, exceeded: Callable[[], None], group: Group | None = None) -> None:
        self.peak = 0
        self._group = group
        self._pid = pid
        self._limit = limit
        self._exceeded = exceeded
        # Pages that every fork shares with the template.
        self._shared = resident(pid)

    async def watch(self) -> None:
        """Look until cancelled, or until the limit is passed."""
        while not self.look():
            self.measure()
            if self.peak > self._limit:
                self._exceeded()
                return
            await asyncio.sleep(LOOK_SECONDS)

    def measure(self) -> None:
        """Take in how much is used now."""
        self.peak = max(self.peak, self._used())

    def look(self) -> bool:
        """Tell whether the kernel has ended a process of the group because the limit was passed."""
        if self._group is None or not self._group.killed:
            return False
        self._exceeded()
        return True

    def _used(self) -> int:
        return sum(max(0, resident(pid) - self._shared) for pid in beneath(self._pid))


def beneath(pid: int) -> list[int]:
    """Return the process ids of all that came from one process and still are its descendants."""
    found, seen = [pid], list[int]()
    while found:
        current = found.pop()
        below = [int(child) for child in _told(f"/proc/{current}/task/{current}/children")]
        seen += below
        found += below
    return seen


def resident(pid: int) -> int:
    """Return the bytes of memory that a process holds now, 0 when it is gone."""
    told = _told(f"/proc/{pid}/statm")
    return int(told[1]) * PAGE if told else 0


def private(pid: int) -> int:
    """Return the bytes of memory that a process holds alone: neither of files nor shared, 0 when it is gone."""
    told = _told(f"/proc/{pid}/statm")
    return (int(told[1]) - int(told[2])) * PAGE if told else 0


def _told(path: str) -> list[bytes]:
    """Return the words of a file of /proc, none when its process is gone; in the cheapest way, for it is done often."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return []
    try:
        return os.read(descriptor, PAGE).split()
    except OSError:
        return []
    finally:
        os.close(descriptor)
