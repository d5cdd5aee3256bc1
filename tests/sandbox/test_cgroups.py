"""Control groups: found where the kernel's documents say, on made-up trees; and the real ones where there are any."""

import os
from pathlib import Path

import pytest

from sandbox import cgroups, open_sandbox
from sandbox.cgroups import LEAF, V1, V2
from tests.sandbox.conftest import Box
from tutor.embedded.home import SANDBOX

MIB = 1024 * 1024


class Machine:
    """A made-up /sys/fs/cgroup, and the /proc/self of a process in one of its groups."""

    def __init__(self, folder: Path) -> None:
        self.sys, self.proc = folder / "cgroup", folder / "proc"
        self.proc.mkdir()
        self._mounts: list[str] = []
        self._own: list[str] = []

    def mount(self, name: str, own: str, root: str = "/") -> Path:
        """Mount a hierarchy, ``cgroup2`` or a controller of version 1, and return the process's own group in it."""
        unified = name == "cgroup2"
        point = self.sys / ("unified" if unified else name)
        kind, options = ("cgroup2", "rw") if unified else ("cgroup", f"rw,{name}")
        self._mounts.append(f"30 20 0:{len(self._mounts)} {root} {point} rw,nosuid - {kind} cgroup {options}")
        self._own.append(f"{0 if unified else len(self._own) + 1}:{'' if unified else name}:{own}")
        (self.proc / "mountinfo").write_text("\n".join(self._mounts) + "\n")
        (self.proc / "cgroup").write_text("\n".join(self._own) + "\n")
        return self.group(point / own.removeprefix(root.rstrip("/")).lstrip("/"))

    def group(self, folder: Path, controllers: str = "cpu memory pids") -> Path:
        """Make what the kernel makes in a new group."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("cgroup.procs", ""), ("cgroup.controllers", controllers), ("cgroup.subtree_control", "")):
            (folder / name).write_text(text)
        return folder


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture(autouse=True)
def _nobody_is_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions are what the tree says, also where the tests are root's."""
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path).exists() and bool(Path(path).stat().st_mode & 0o200)
    )


def test_a_delegated_group_of_version_2_comes_first(machine: Machine) -> None:
    own = machine.mount("cgroup2", "/system.slice/classroom.service")
    for controller in cgroups.CONTROLLERS:
        machine.mount(controller, "/own")
    found = cgroups.find(machine.proc)
    assert found is not None
    assert (found.dialect, found.memory, found.pids) == (V2, own, own)


def test_a_worker_that_moved_into_the_leaf_finds_the_group_again(machine: Machine) -> None:
    own = machine.mount("cgroup2", f"/service/{LEAF}")
    machine.group(own.parent)
    found = cgroups.find(machine.proc)
    assert found is not None
    assert found.memory == own.parent


@pytest.mark.parametrize("controllers", ["cpu memory", "pids", ""])
def test_version_2_without_both_controllers_is_no_use(machine: Machine, controllers: str) -> None:
    machine.group(machine.mount("cgroup2", "/service"), controllers)
    assert cgroups.find(machine.proc) is None


def test_a_group_that_is_not_ours_is_left_alone(machine: Machine) -> None:
    own = machine.mount("cgroup2", "/service")
    (own / "cgroup.subtree_control").chmod(0o444)
    assert cgroups.find(machine.proc) is None


def test_version_1_is_found_at_the_own_group_or_in_the_prepared_folder(machine: Machine) -> None:
    machine.mount("cgroup2", "/").chmod(0o555)
    (machine.sys / "unified" / "cgroup.controllers").write_text("")
    memory = machine.mount("memory", "/container/abc", root="/container/abc")
    pids = machine.mount("pids", "/elsewhere")
    pids.chmod(0o555)
    assert cgroups.find(machine.proc) is None
    prepared = machine.group(machine.sys / "pids" / "classroom")
    found = cgroups.find(machine.proc)
    pids.chmod(0o755)
    assert found is not None
    assert (found.dialect, found.memory, found.pids) == (V1, memory, prepared)


def test_without_any_hierarchy_there_is_none(machine: Machine) -> None:
    (machine.proc / "mountinfo").write_text("1 0 0:1 / / rw - ext4 /dev/vda rw\n")
    (machine.proc / "cgroup").write_text("0::/\n")
    assert cgroups.find(machine.proc) is None
    assert cgroups.prepare(None) is None


def test_a_run_of_version_2_gets_its_limits(machine: Machine) -> None:
    own = machine.mount("cgroup2", "/service")
    group = cgroups.Groups(V2, own, own).make()
    (group.memory / "memory.swap.max").write_text("max")
    group.limit(256 * MIB, 49)
    group.add(4711)
    told = {file.name: file.read_text() for file in group.memory.iterdir()}
    assert told == {
        "memory.max": "268435456", "memory.swap.max": "0", "pids.max": "49", "cgroup.procs": "4711",
    }  # fmt: skip
    (group.memory / "memory.events").write_text("low 0\nhigh 0\nmax 12\noom 3\noom_kill 2\noom_group_kill 0\n")
    assert group.killed == 2


def test_a_run_of_version_1_gets_its_limits(machine: Machine) -> None:
    memory, pids = machine.mount("memory", "/own"), machine.mount("pids", "/own")
    group = cgroups.Groups(V1, memory, pids).make()
    (group.memory / "memory.memsw.limit_in_bytes").write_text("-1")
    group.limit(256 * MIB, 49)
    group.add(4711)
    assert {file.name: file.read_text() for file in group.memory.iterdir()} == {
        "memory.limit_in_bytes": "268435456", "memory.memsw.limit_in_bytes": "268435456", "cgroup.procs": "4711",
    }  # fmt: skip
    assert {file.name: file.read_text() for file in group.pids.iterdir()} == {"pids.max": "49", "cgroup.procs": "4711"}
    (group.memory / "memory.oom_control").write_text("oom_kill_disable 0\nunder_oom 0\noom_kill 1\n")
    assert group.killed == 1


def test_what_was_in_a_delegated_group_moves_into_a_leaf(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    own = machine.mount("cgroup2", "/service")
    (own / "cgroup.procs").write_text("12\n")
    written, write = list[tuple[str, str]](), Path.write_text

    def kernel(path: Path, text: str) -> int:
        written.append((str(path.relative_to(own)), text))
        if path.name == "cgroup.procs":
            write(own / "cgroup.procs", "")
        return len(text)

    monkeypatch.setattr(Path, "write_text", kernel)
    assert cgroups.prepare(cgroups.find(machine.proc)) is not None
    assert written[:2] == [(f"{LEAF}/cgroup.procs", "12"), ("cgroup.subtree_control", "+memory +pids")]


def test_a_group_is_removed_when_its_last_process_has_left(machine: Machine) -> None:
    own = machine.mount("cgroup2", "/service")
    groups = cgroups.Groups(V2, own, own)
    group = groups.make()
    busy = group.memory / "still here"
    busy.touch()
    group.close()
    assert group.memory.exists()
    busy.unlink()
    groups.sweep()
    assert not group.memory.exists()


def test_what_a_worker_that_is_gone_left_is_swept(machine: Machine) -> None:
    own = machine.mount("cgroup2", "/service")
    gone, alive = own / f"{cgroups.PREFIX}-99999999-0", own / f"{cgroups.PREFIX}-{os.getpid()}-77"
    gone.mkdir()
    alive.mkdir()
    cgroups.Groups(V2, own, own).sweep()
    assert (gone.exists(), alive.exists()) == (False, True)


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.skipif(cgroups.find() is None, reason="nobody has given this user control groups; `doctor` says how")
async def test_the_kernel_holds_a_real_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    groups = cgroups.find()
    assert groups is not None
    before = {*groups.memory.glob("*/"), *groups.pids.glob("*/")}
    hog = "import os\nfor _ in range(3): os.fork()\nl = []\nwhile True: l.append(bytearray(2**20))"
    async with open_sandbox(SANDBOX) as sandbox:
        monkeypatch.setattr("sandbox.watch.resident", lambda pid: 0)  # nobody but the kernel sees memory
        assert sandbox.held_by == f"control groups {groups.dialect.name}"
        box = Box(sandbox)
        assert (await box.run(hog, limits={"memory_bytes": 64 * MIB})).outcome.status == "out_of_memory"
        assert (await box.run("print('next')")).text() == "next\n"
    assert {*groups.memory.glob("*/"), *groups.pids.glob("*/")} <= {*before, groups.memory / LEAF}
