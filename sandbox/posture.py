"""What a live run must be, declared once and completely, and compared with what the probe saw in one.

A run that has more than this is weaker than promised; so is one of which less is known. Modelled on gVisor's
``sandboxposture_test``.
"""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sandbox.policy import Limits
from sandbox.walls import WallName, required

PROBE = (Path(__file__).resolve().parent / "probe.py").read_text()

INSIDE_ID = 1000
STATUS = {
    **dict.fromkeys(("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"), "0000000000000000"),
    **{"NoNewPrivs": "1", "Seccomp": "2", "TracerPid": "0"},
}
OWN_NAMESPACES = ("user", "pid", "mnt", "net", "ipc", "uts", "cgroup")
ENVIRONMENT = ["DATABASE_URL", "HOME", "LANG", "PATH"]
DESCRIPTORS = {"0": "device", "1": "pipe", "2": "pipe"}
DEVICES = ["full", "null", "random", "shm", "urandom", "zero"]
ROOT = {"dev", "etc", "lib", "lib64", "opt", "proc", "tmp", "usr", "work"}

_PROTECTED = {"nosuid", "nodev"}
_WRITABLE = ("/tmp", "/work", "/dev/shm")  # noqa: S108 - inside only
# Everything else that is mounted is a read-only part of the interpreter, the environment or our own template.
_READ_ONLY = ("/usr/lib", "/usr/lib64", "/usr/bin/python", "/usr/share/zoneinfo", "/lib", "/lib64", "/etc", "/opt/")

# By the names in :data:`sandbox.probe.ATTEMPTS`; a file system may refuse earlier than Landlock would.
REFUSALS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("mount", "new user namespace", "trace", "file in memory"), ("ENOSYS",)),
    **dict.fromkeys(("watch on files", "lock on shared files"), ("ENOSYS",)),
    **dict.fromkeys(("crypto socket", "netlink socket", "raw socket", "multipath socket"), ("EPERM",)),
    "odd request to a socket": ("ENOTTY",),
    **dict.fromkeys(("write to the root", "write to the environment"), ("EROFS", "EACCES")),
}
# What only this wall refuses.
REFUSALS_OF: dict[WallName, dict[str, tuple[str, ...]]] = {
    "landlock": {"write to its own process": ("EACCES",)},
    "landlock-scopes": {"signal to the first process": ("EPERM",)},
}


def weaknesses(found: dict[str, Any], limits: Limits, accepted: Collection[WallName] = ()) -> list[str]:
    """Return a sentence for each thing in which a run is not what is declared here; none when all is well.

    The walls that are ``accepted`` may be missing.
    """
    return [
        # Its guardian is the first of their process namespace, and there is nobody else.
        *_same("process number", found["process"], 2),
        *_same("users", found["users"], [INSIDE_ID] * 3),
        *_same("groups", sorted(set(found["groups"])), [INSIDE_ID]),
        *(problem for name, value in STATUS.items() for problem in _same(name, found["status"].get(name), value)),
        # A container around the worker brings a filter of its own; a run has one more than the worker.
        *_same("filters", int(found["status"].get("Seccomp_filters", 0)), _own_filters() + 1),
        *_namespaces(found["namespaces"]),
        *_mounts(found["mounts"], limits),
        *_same("descriptors", found["descriptors"], DESCRIPTORS),
        *_limits(found["limits"], limits),
        *_same("environment", found["environment"], ENVIRONMENT),
        *_same("work folder", found["folder"], "/work"),
        *_same("host name", found["hostname"], "box"),
        *_same("network interfaces", found["interfaces"], ["lo"]),
        *_same("folders in the root", sorted(set(found["root"]) - ROOT - {Path(sys.base_prefix).parts[1]}), []),
        *_same("devices", found["devices"], DEVICES),
        *_same("what else /proc shows", found["processes"], []),
        *_same("place among those killed for memory", found["oom_score_adj"], 900),
        *_refusals(found["refusals"], REFUSALS),
        *(
            f"{problem} (wall: {name})"
            for name in sorted(required(accepted))
            for problem in _refusals(found["refusals"], REFUSALS_OF[name])
        ),
    ]


def shared(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Return a sentence for each namespace that two runs have in common."""
    names = (name for name in OWN_NAMESPACES if one["namespaces"].get(name) == other["namespaces"].get(name))
    return [f"namespace {name}: the same for two runs" for name in names]


def _same(what: str, found: object, wanted: object) -> list[str]:
    return [] if found == wanted else [f"{what}: {found!r} instead of {wanted!r}"]


def _own_filters() -> int:
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    return int(status.get("Seccomp_filters", "0"))


def _namespaces(found: dict[str, str]) -> list[str]:
    ours = {name: str(Path(f"/proc/self/ns/{name}").readlink()) for name in OWN_NAMESPACES}
    names = (name for name in OWN_NAMESPACES if found.get(name) in (None, ours[name]))
    return [f"namespace {name}: the same as the worker's" for name in names]


def _mounts(found: dict[str, dict[str, Any]], limits: Limits) -> list[str]:
    problems = [f"mount {path}: missing" for path in ("/", "/proc", "/dev", *_WRITABLE) if path not in found]
    for path, mount in found.items():
        options = set(mount["options"])
        if path in _WRITABLE:
            sizes = [f"size={limits.disk_bytes // 1024}k", "nr_inodes=4096"]
            problems += _same(f"mount {path}", [mount["kind"], mount["sizes"]], ["tmpfs", sizes])
            wanted = {"rw", "noexec", *_PROTECTED}
        elif path == "/proc":
            wanted = {"noexec", *_PROTECTED}
        elif path.startswith("/dev/"):
            problems += _same("mounted device", path.removeprefix("/dev/") in DEVICES, True)
            wanted = {"nosuid"}
        else:
            problems += _same(f"mount {path}", path in ("/", "/dev") or path.startswith(_places()), True)
            wanted = {"ro", *_PROTECTED}
        if not wanted <= options:
            problems.append(f"mount {path}: without {', '.join(sorted(wanted - options))}")
    return problems


def _places() -> tuple[str, ...]:
    """Where read-only parts may lie: the base interpreter is wherever the machine has it."""
    return (*_READ_ONLY, sys.base_prefix)


def _limits(found: dict[str, list[int]], limits: Limits) -> list[str]:
    mib = 1024 * 1024
    most = {
        "AS": limits.memory_bytes + 1024 * mib,
        "CORE": 1,
        "CPU": limits.cpu_seconds + 1,
        "FSIZE": limits.disk_bytes,
        "MEMLOCK": 0,
        "MSGQUEUE": 0,
        "NICE": 20,
        "NOFILE": 256,
        "NPROC": limits.processes,
        "RTPRIO": 0,
        "SIGPENDING": 256,
        "STACK": 8 * mib,
    }
    return [
        f"limit {name}: {found[name]} instead of at most {value}"
        for name, value in most.items()
        if not all(0 <= bound <= value for bound in found[name])
    ]


def _refusals(found: dict[str, str], wanted: dict[str, tuple[str, ...]]) -> list[str]:
    return [f"{name}: {found.get(name)}" for name, errors in wanted.items() if found.get(name) not in errors]
