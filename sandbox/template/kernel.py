"""The few system calls that Python 3.11 has no name for. Everything here runs inside the container only."""

import ctypes
import fcntl
import os
import platform
import socket
import struct
from pathlib import Path

CLONE_NEWNS = 0x0002_0000
CLONE_NEWCGROUP = 0x0200_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000
ALL_NAMESPACES = (
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET
)

MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 0x2, 0x4, 0x8, 0x1000, 0x4000, 0x4_0000

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_SECCOMP_MODE_FILTER = 2
_LINUX_CAPABILITY_VERSION_3 = 0x2008_0522
_LAST_CAPABILITY = 40
_SIGKILL, _SIGCHLD = 9, 17
_CLONE = {"x86_64": 56, "aarch64": 220}
_M_ARENA_MAX = -8
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1

_libc = ctypes.CDLL(None, use_errno=True)
# Calls that keep Python's lock: nothing else may happen between the two halves of a fork.
_python = ctypes.PyDLL(None, use_errno=True)


def _check(result: int, call: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")


def fork_into(flags: int) -> int:
    """Fork as :func:`os.fork` does, with the child in new namespaces; an unshare would cost a process more."""
    _python.PyOS_BeforeFork()
    child: int = _python.syscall(ctypes.c_long(_CLONE[platform.machine()]), ctypes.c_long(flags | _SIGCHLD), 0, 0, 0, 0)
    number = ctypes.get_errno()
    if child == 0:
        _python.PyOS_AfterFork_Child()
    else:
        _python.PyOS_AfterFork_Parent()
    if child < 0:
        raise OSError(number, f"clone: {os.strerror(number)}")
    return child


def mount(source: str, target: str, kind: str | None, flags: int = 0, options: str = "") -> None:
    """Mount, with paths and options as in mount(2)."""
    encoded_kind = kind.encode() if kind else None
    result = _libc.mount(
        source.encode(), target.encode(), encoded_kind, ctypes.c_ulong(flags), options.encode() or None
    )
    _check(result, f"mount {target}")


def map_identity(outside_uid: int, outside_gid: int, inside: int) -> None:
    """In a fresh user namespace, be the user and group ``inside``, who is nobody new outside."""
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{inside} {outside_uid} 1"),
        ("gid_map", f"{inside} {outside_gid} 1"),
    ):
        Path("/proc/self", name).write_text(text)


def forbid_user_namespaces() -> None:
    """No process of this user namespace may make another one (and with it fresh capabilities)."""
    Path("/proc/sys/user/max_user_namespaces").write_text("0")


def die_with_parent() -> None:
    """Be killed as soon as the parent ends."""
    _check(_libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "prctl PDEATHSIG")


def hide_from_own_user(hidden: bool = True) -> None:
    """Make this process unreadable under /proc and untraceable, also for its own user's other processes."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, 0 if hidden else 1, 0, 0, 0), "prctl DUMPABLE")


def prefer_to_be_killed() -> None:
    """When the machine runs out of memory, the kernel is to take a run before the worker."""
    Path("/proc/self/oom_score_adj").write_text("900")


def share_heaps() -> None:
    """Let all threads allocate from two heaps: each further one would reserve 64 MiB of address space."""
    _libc.mallopt(_M_ARENA_MAX, 2)


def drop_capabilities() -> None:
    """Give up every capability, for good: bounding, ambient, permitted, effective and inheritable sets."""
    for capability in range(_LAST_CAPABILITY + 1):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = struct.pack("Ii", _LINUX_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, bytes(24)), "capset")
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl NO_NEW_PRIVS")


def install_filter(program: bytes) -> None:
    """Apply a seccomp program (packed ``sock_filter`` records) to this process and all that come from it."""
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    _check(_libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0), "prctl SECCOMP")


def loopback_up() -> None:
    """Switch on ``lo``, the only interface of a fresh network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        fcntl.ioctl(sock, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _IFF_UP))
