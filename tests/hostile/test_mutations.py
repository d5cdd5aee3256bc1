"""The corpus and the posture see: with one layer taken away, an attack gets through or the canary names the hole.

A container is built with a changed copy of the template's folder, or with other words on its command line. Production
code has no switch for that: the one seam is the function that makes the command line.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sandbox import Sandbox, SandboxError, cgroups, containment, templates
from sandbox.canary import canary
from sandbox.provision import provision
from tests.hostile.canaries import Canaries
from tests.hostile.corpus import attacks, play
from tests.hostile.test_corpus import escape
from tests.sandbox.conftest import Box
from tutor.embedded.home import SANDBOX

pytestmark = pytest.mark.asyncio(loop_scope="session")

CORPUS = {attack.name: attack for attack in attacks()}
TEMPLATE = containment.HERE / "template"


@dataclass(frozen=True)
class Mutation:
    """One layer taken away: texts replaced in the template's files and in the command line, and who has to see it."""

    seen_by: str
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


# The one attack whose success is a fault of ours: the guardian is dead.
KILLED = ("processes/kills_guardian", "the cell ended without a word")
NO_FILTER = {"    kernel.install_filter(seccomp.program())\n": ""}
NO_LANDLOCK = {"    landlock.restrict(RIGHTS)\n": ""}
PROMISE_ONLY = {"    kernel.drop_capabilities()\n": "    kernel._libc.prctl(38, 1, 0, 0, 0)\n"}
MUTATIONS = {
    "no filter": Mutation("privileges/large_interfaces", {"program.py": NO_FILTER}),
    "no filter, seen by the canary": Mutation("posture", {"program.py": NO_FILTER}),
    "no filter and no ban on user namespaces": Mutation(
        "privileges/user_namespace",
        {"program.py": NO_FILTER, "cell.py": {"    kernel.forbid_user_namespaces()\n": ""}},
    ),
    "a filter without sockets": Mutation(
        "network/netlink_socket", {"seccomp.py": {"(calls.SOCKET, _socket())": "(calls.SOCKET, [_ret(_ALLOW)])"}}
    ),
    "a filter without ioctl": Mutation(
        "posture", {"seccomp.py": {"*_if_one_of(_REQUESTS, _ALLOW), _ret(_ENOTTY)": "_ret(_ALLOW)"}}
    ),
    "a filter that knows memory files": Mutation(
        "resources/memory_by_anonymous_files",
        {"calls.py": {"ALLOWED: Numbers = {": 'ALLOWED: Numbers = {"memfd_create": (319, 279),'}},
    ),
    "no Landlock": Mutation("posture", {"program.py": NO_LANDLOCK}),
    "capabilities kept": Mutation("privileges/has_capabilities", {"program.py": PROMISE_ONLY}),
    "capabilities kept, seen by the canary": Mutation("posture", {"program.py": PROMISE_ONLY}),
    "a descriptor inherited": Mutation(
        "privileges/inherits_descriptors",
        {"cell.py": {"    os.closerange(len(copies)": "    len(str(len(copies))), (len(copies)"}},
    ),
    "no network namespace": Mutation(
        "network/reaches_the_host",
        {
            "kernel.py": {" | CLONE_NEWNET": ""},
            "cell.py": {"        kernel.loopback_up()\n": ""},
            "program.py": {'("127.0.0.1", 5432)': '("127.0.0.1", 0)'},
        },
        {"--unshare-net": ""},
    ),
    "one network for all runs": Mutation(
        "posture",
        {
            "kernel.py": {" | CLONE_NEWNET": ""},
            "cell.py": {"        kernel.loopback_up()\n": ""},
            "program.py": {'("127.0.0.1", 5432)': '("127.0.0.1", 0)'},
        },
    ),
    "one process namespace for all runs": Mutation(
        "posture",
        {
            "kernel.py": {" | CLONE_NEWPID": ""},
            "cell.py": {
                "        os.kill(-1, signal.SIGKILL)\n": "        return\n",
                '    kernel.mount("proc", "/proc", "proc", flags)\n': "",
                '    kernel.mount("proc", "/proc", "proc", flags, "subset=pid,hidepid=invisible")\n': "",
            },
        },
    ),
    "one IPC namespace for all runs": Mutation("posture", {"kernel.py": {"CLONE_NEWIPC |": ""}}),
    "one host name for all runs": Mutation("posture", {"kernel.py": {"CLONE_NEWUTS |": ""}}),
    "one cgroup namespace for all runs": Mutation("posture", {"kernel.py": {"CLONE_NEWCGROUP |": ""}}),
    "all of /proc": Mutation("files/reads_machine_secrets", {"cell.py": {', "subset=pid,hidepid=invisible"': ""}}),
    "an open guardian": Mutation(
        "processes/reads_guardian_environment",
        {
            "program.py": {
                "    kernel.hide_from_own_user()\n": "    kernel.hide_from_own_user(hidden=False)\n",
                **NO_LANDLOCK,
                **PROMISE_ONLY,
            },
            "cell.py": {",hidepid=invisible": ""},
        },
    ),
    "a guardian that takes signals": Mutation(
        "processes/kills_guardian",
        {
            "main.py": {"signal.SIGINT, signal.SIG_DFL": "signal.SIGINT, signal.default_int_handler"},
            "program.py": NO_LANDLOCK,
        },
    ),
    "a writable root": Mutation("files/writes_anywhere", {"program.py": NO_LANDLOCK}, {"--remount-ro": ""}),
    "a writable root, seen by the canary": Mutation("posture", {}, {"--remount-ro": ""}),
    "a writable environment": Mutation("posture", {}, {"--ro-bind": "--bind"}),
    "terminals": Mutation("posture", {}, {"--tmpfs": "--dev"}),
    "an unsized disk": Mutation("resources/disk_by_many_folders", {"program.py": {"size={size},": ""}}),
    "any number of files": Mutation("resources/inodes", {"program.py": {"nr_inodes=4096,": "nr_inodes=9999,"}}),
    "programs from the work folder": Mutation("posture", {"program.py": {" | kernel.MS_NOEXEC": ""}}),
    "no limits": Mutation("resources/descriptors", {"program.py": {'    _limit(order["limits"])\n': ""}}),
    "no limits, seen by the canary": Mutation("posture", {"program.py": {'    _limit(order["limits"])\n': ""}}),
    "the environment not cleared": Mutation(
        "privileges/inherits_secrets", {"program.py": {"    os.environ.clear()\n": ""}}, {"PATH": "CLASSROOM_KEY"}
    ),
    "the same chance for all runs": Mutation(
        "processes/draws_the_same_numbers", {"program.py": {"    random.seed()\n": "    random.seed(4711)\n"}}
    ),
    "the first to be killed is the worker": Mutation(
        "posture", {"program.py": {"    kernel.prefer_to_be_killed()\n": ""}}
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
async def test_mutation(name: str, tmp_path: Path, canaries: Canaries, monkeypatch: pytest.MonkeyPatch) -> None:
    mutation = MUTATIONS[name]
    folder = mutated(mutation, tmp_path / "template")
    make = containment.program_container
    # What the kernel holds as a whole would hide that a smaller wall is missing.
    monkeypatch.setattr(cgroups, "find", lambda: None)
    monkeypatch.setattr(templates, "program_container", lambda *words: command(make(*words), mutation, folder))
    async with opened() as sandbox:
        assert await is_seen(mutation, sandbox, canaries), f"{mutation.seen_by} does not see it"


async def is_seen(mutation: Mutation, sandbox: Sandbox, canaries: Canaries) -> bool:
    """Whether the one who has to see the hole does."""
    try:
        if mutation.seen_by == "posture":
            await canary(sandbox)
            return False
        attack = CORPUS[mutation.seen_by]
        runs = await play(Box(sandbox), attack, canaries.facts())
    except SandboxError as fault:
        # A mutation that merely breaks the sandbox proves nothing about who sees holes.
        return "a run is weaker" in str(fault) or (mutation.seen_by, str(fault)) == KILLED
    finally:
        canaries.heard()
    return escape(attack, runs) is not None


def mutated(mutation: Mutation, folder: Path) -> Path:
    """Return a copy of the template's folder with the mutation in it, and without imports that take time."""
    shutil.copytree(TEMPLATE, folder)
    for file, changes in ({"program.py": {}} | mutation.texts).items():
        text = (folder / file).read_text()
        quick = {"    attribution.listen()\n": "", "in WARM:": "in WARM[:1]:"} if file == "program.py" else {}
        for old, new in (changes | quick).items():
            assert old in text, f"{file} has no {old!r} any more: the mutation changes nothing"
            text = text.replace(old, new)
        (folder / file).write_text(text)
    return folder


def command(words: list[str], mutation: Mutation, folder: Path) -> list[str]:
    """Return the command line with the changed folder and words; a word replaced by nothing goes with its argument."""
    changed: list[str] = []
    rest = iter(str(folder) if word == str(TEMPLATE) else word for word in words)
    for word in rest:
        replaced = mutation.words.get(word, word)
        if replaced:
            changed.append(replaced)
        elif word == "--remount-ro":
            next(rest)
    return changed


@asynccontextmanager
async def opened() -> AsyncIterator[Sandbox]:
    """A sandbox of its own, whose containers end with it."""
    provision(SANDBOX, print)
    sandbox = Sandbox(SANDBOX)
    try:
        yield sandbox
    finally:
        await sandbox.close()
