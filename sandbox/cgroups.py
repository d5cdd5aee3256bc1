"""Control groups: the kernel holds a whole run's memory and processes, where this user was given a part of the tree.

Tried in this order: version 2 where the worker's own group is delegated to its user with memory and pids (systemd:
``Delegate=yes``), version 1 where the worker's own groups, or folders named ``classroom``, are; else none, and
:mod:`sandbox.watch` samples. Source: the kernel's ``admin-guide/cgroup-v2.rst``, ``cgroup-v1/memory.rst``,
``cgroup-v1/pids.rst``.
"""

import asyncio
import itertools
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

CONTROLLERS = ("memory", "pids")
# Only leaves may hold processes: what was in the delegated group itself moves into this one.
LEAF = "classroom-worker"
DELEGATED = "classroom"
PREFIX = "classroom-run"
# A process that is forked while its group is emptied is found in the next round.
ROUNDS = 5
# The end of a sandbox waits two seconds at most for its last processes.
CLOSING_LOOKS, LOOK_SECONDS = 100, 0.02
_numbers = itertools.count()


@dataclass(frozen=True)
class Dialect:
    """What one version calls its files, in its memory folder and its pids folder."""

    name: str
    memory: str
    swap: str
    pids: str
    events: str


V2 = Dialect("v2", "memory.max", "memory.swap.max", "pids.max", "memory.events")
V1 = Dialect(
    "v1",
    "memory.limit_in_bytes",
    "memory.memsw.limit_in_bytes",
    "pids.max",
    "memory.oom_control",
)


@dataclass(frozen=True)
class Group:
    """One run's group: a folder in each hierarchy, which in version 2 are the same."""

    home: "Groups"
    memory: Path
    pids: Path

    def limit(self, memory_bytes: int, processes: int) -> None:
        """Set what all of it together may use."""
        (self.memory / self.home.dialect.memory).write_text(str(memory_bytes))
        swap = self.memory / self.home.dialect.swap
        if swap.exists():  # only where the kernel accounts for swap; version 1 counts memory and swap together
            swap.write_text("0" if self.home.dialect is V2 else str(memory_bytes))
        (self.pids / self.home.dialect.pids).write_text(str(processes))

    def add(self, pid: int) -> None:
        """Move a process into it; its later children are born there."""
        for folder in {self.memory, self.pids}:
            (folder / "cgroup.procs").write_text(str(pid))

    @property
    def killed(self) -> int:
        """How many of its processes the kernel has ended because they needed more memory."""
        words = (self.memory / self.home.dialect.events).read_text().split()
        return int(dict(zip(words[::2], words[1::2], strict=True)).get("oom_kill", 0))

    def close(self) -> None:
        """Let go of it, once its processes are killed."""
        self.home.give_back(self)

    def remove(self) -> bool:
        """Remove it; False while a killed process in it has not left yet."""
        for folder in {self.memory, self.pids}:
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                return False
        return True


@dataclass
class Groups:
    """Where groups can be made."""

    dialect: Dialect
    memory: Path
    pids: Path
    _leaving: list[Group] = field(default_factory=list)

    def make(self) -> Group:
        """Make an empty group without limits."""
        self.sweep()
        name = f"{PREFIX}-{os.getpid()}-{next(_numbers)}"
        group = Group(self, self.memory / name, self.pids / name)
        for folder in {group.memory, group.pids}:
            folder.mkdir()
        return group

    def give_back(self, group: Group) -> None:
        """Remove a group whose processes were killed, now or when they have left."""
        self._leaving.append(group)
        self.sweep()

    async def close(self) -> None:
        """Wait until everything has been removed: killed processes take a moment to leave."""
        for _ in range(CLOSING_LOOKS):
            self.sweep()
            if not self._leaving:
                return
            await asyncio.sleep(LOOK_SECONDS)

    def sweep(self) -> None:
        """Remove what could not be removed before, and what workers left that are gone."""
        self._leaving = [group for group in self._leaving if not group.remove()]
        for folder in {self.memory, self.pids}:
            for left in folder.glob(f"{PREFIX}-*"):
                if not Path("/proc", left.name.split("-")[2]).exists():
                    with suppress(OSError):
                        left.rmdir()


def find(process: Path = Path("/proc/self")) -> Groups | None:
    """Return where this process may make groups, without changing anything; ``None`` where it may not."""
    mounts, own = _mounts(process), _own(process)
    if "cgroup2" in mounts and "" in own:
        base = _below(mounts["cgroup2"], own[""])
        base = base.parent if base.name == LEAF else base
        told = base / "cgroup.controllers"
        known = told.read_text().split() if told.exists() else []
        if set(CONTROLLERS) <= set(known) and _is_ours(base) and os.access(base / "cgroup.subtree_control", os.W_OK):
            return Groups(V2, base, base)
    folders = [_version_1(mounts, own, name) for name in CONTROLLERS]
    if folders[0] and folders[1]:
        return Groups(V1, folders[0], folders[1])
    return None


def prepare(groups: Groups | None) -> Groups | None:
    """Make ready what was found, and try it out; ``None`` where the kernel refuses after all."""
    if groups is None:
        return None
    try:
        if groups.dialect is V2:
            _hand_down(groups.memory)
        trial = groups.make()
        trial.limit(1 << 30, 100)
        trial.close()
    except OSError:
        return None
    return groups


def _hand_down(base: Path) -> None:
    """Give the controllers to the groups below, which needs a group without processes of its own."""
    leaf = base / LEAF
    for _ in range(ROUNDS):
        if not (pids := (base / "cgroup.procs").read_text().split()):
            break
        leaf.mkdir(exist_ok=True)
        for pid in pids:
            with suppress(ProcessLookupError):
                (leaf / "cgroup.procs").write_text(pid)
    (base / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in CONTROLLERS))


def _version_1(mounts: dict[str, tuple[Path, str]], own: dict[str, str], controller: str) -> Path | None:
    if controller not in mounts or controller not in own:
        return None
    for folder in (_below(mounts[controller], own[controller]), mounts[controller][0] / DELEGATED):
        if _is_ours(folder):
            return folder
    return None


def _is_ours(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK) and os.access(folder / "cgroup.procs", os.W_OK)


def _mounts(process: Path) -> dict[str, tuple[Path, str]]:
    """Return mount point and mounted root of version 2 (``cgroup2``) and of version 1 by controller."""
    found: dict[str, tuple[Path, str]] = {}
    for line in (process / "mountinfo").read_text().splitlines():
        mount, _, system = line.partition(" - ")
        kind, _, options = system.split()[:3]
        root, point = mount.split()[3:5]
        names = ["cgroup2"] if kind == "cgroup2" else options.split(",") if kind == "cgroup" else []
        found |= dict.fromkeys(names, (Path(point), root))
    return found


def _own(process: Path) -> dict[str, str]:
    """Return the path of the process's group by controller; version 2 has the empty name."""
    lines = (line.split(":", 2) for line in (process / "cgroup").read_text().splitlines())
    return {name: path for _, names, path in lines for name in names.split(",")}


def _below(mount: tuple[Path, str], path: str) -> Path:
    point, root = mount
    return point / path.removeprefix(root.rstrip("/")).lstrip("/")
