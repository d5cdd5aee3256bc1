"""What a run sees of itself, as JSON. It is sent into a run as its program, and imports nothing of ours there.

Read together with :mod:`sandbox.posture`, which declares what each of these has to be.
"""

import ctypes
import errno
import fcntl
import json
import os
import resource
import socket
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)


def look() -> dict[str, Any]:
    """Collect the whole posture."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    wanted = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Seccomp_filters", "TracerPid")
    return {
        "process": os.getpid(),
        "users": os.getresuid(),
        "groups": [*os.getresgid(), *os.getgroups()],
        "status": {name: status[name].strip() for name in wanted if name in status},
        "namespaces": {link.name: str(link.readlink()) for link in Path("/proc/self/ns").iterdir()},
        "mounts": _mounts(),
        "descriptors": _descriptors(),
        "limits": _limits(),
        "environment": sorted(os.environ),
        "folder": str(Path.cwd()),
        "hostname": socket.gethostname(),
        "interfaces": [line.split(":")[0].strip() for line in Path("/proc/self/net/dev").read_text().splitlines()[2:]],
        "root": _names("/"),
        "devices": _names("/dev"),
        "processes": [name for name in _names("/proc") if name not in {"self", "thread-self", str(os.getpid())}],
        "oom_score_adj": int(Path("/proc/self/oom_score_adj").read_text()),
        "refusals": {name: _refusal(attempt) for name, attempt in ATTEMPTS.items()},
    }


def _names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def _mounts() -> dict[str, dict[str, Any]]:
    """What lies on top at each mount point: its kind, its options, and the size of a tmpfs."""
    found = {}
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        mount, _, system = line.partition(" - ")
        fields, kind, detail = mount.split(), system.split()[0], system.split()[2]
        sizes = [option for option in detail.split(",") if option.startswith(("size=", "nr_inodes="))]
        found[fields[4]] = {"kind": kind, "options": fields[5].split(","), "sizes": sizes}
    return found


def _descriptors() -> dict[str, str]:
    kinds = {stat.S_IFCHR: "device", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket", stat.S_IFDIR: "folder"}
    found = {}
    for number in range(1024):
        try:
            found[str(number)] = kinds.get(stat.S_IFMT(os.fstat(number).st_mode), "file")
        except OSError:
            continue
    return found


def _limits() -> dict[str, tuple[int, int]]:
    return {
        name.removeprefix("RLIMIT_"): resource.getrlimit(getattr(resource, name))
        for name in dir(resource)
        if name.startswith("RLIMIT_")
    }


def _refusal(attempt: Callable[[], Any]) -> str:
    """Return the name of the error with which the kernel refuses, or ``allowed``."""
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, "unknown")
    return "allowed"


def _call(name: str, *arguments: Any) -> None:
    if getattr(_libc, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


# Each is harmless where it is allowed.
ATTEMPTS: dict[str, Callable[[], Any]] = {
    "mount": lambda: _call("mount", b"none", b"/work", b"tmpfs", 0, None),
    "new user namespace": lambda: _call("unshare", 0x10000000),
    "trace": lambda: _call("ptrace", 16, 1, 0, 0),
    "file in memory": lambda: _call("memfd_create", b"x", 0),
    "watch on files": lambda: _call("inotify_init1", 0),
    "lock on shared files": lambda: fcntl.flock(os.open("/etc/hosts", os.O_RDONLY), fcntl.LOCK_SH),
    "crypto socket": lambda: socket.socket(38, socket.SOCK_SEQPACKET),
    "netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "raw socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
    "multipath socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262),
    "write to the root": lambda: os.open("/probe", os.O_CREAT | os.O_WRONLY),
    "write to the environment": lambda: os.open("/opt/environment/probe", os.O_CREAT | os.O_WRONLY),
    "odd request to a socket": lambda: fcntl.ioctl(socket.socket(), 0x8933, struct.pack("16si20x", b"lo", 0)),
    # Landlock's part; only where the kernel has it.
    "signal to the first process": lambda: os.kill(1, 0),
    "write to its own process": lambda: os.open("/proc/self/oom_score_adj", os.O_WRONLY),
}

if __name__ == "__main__":
    print(json.dumps(look()))
