"""The list of system calls that a learner's program may not make, as a classic BPF program for seccomp(2).

Everything on the list is answered with ENOSYS, so that libraries fall back instead of failing; clone with namespaces
and odd socket families are refused with EPERM. Foreign architectures (i386, x32) end the process.
"""

import platform
import struct

_LD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_EPERM, _ENOSYS = 1, 38
_NR, _ARCH, _ARG0 = 0, 4, 16
_X32_BIT = 0x4000_0000
_NEW_NAMESPACES = 0x7E02_0080
_SOCKET_FAMILIES = {1: "UNIX", 2: "INET", 10: "INET6"}

# name: (x86_64, aarch64); None where the architecture has no such call.
_CALLS: dict[str, tuple[int | None, int | None]] = {
    # Mounts and roots: the way out of the file system we laid out.
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "move_mount": (429, 429),
    "open_tree": (428, 428), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "open_tree_attr": (467, 467),
    # Namespaces: fresh capabilities, and with them most of the kernel's local root bugs.
    "unshare": (272, 97), "setns": (308, 268), "clone3": (435, 435),
    # Other processes' memory and descriptors.
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440),
    # Large kernel interfaces with a history, of no use to a database program.
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "memfd_secret": (447, 447), "vmsplice": (316, 75),
    # Keyrings outlive a run and are shared by a user's processes.
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    # The machine itself.
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "acct": (163, 89), "syslog": (103, 116), "quotactl": (179, 60), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171), "sethostname": (170, 161),
    "setdomainname": (171, 162), "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None),
    "personality": (135, 92), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42), "uselib": (134, None),
    # Files by handle walk around mounts; fanotify watches what others do.
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264), "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    # System V and POSIX message queues are another store beside tmpfs.
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
}  # fmt: skip
_CLONE, _SOCKET, _IOCTL = (56, 220), (41, 198), (16, 29)
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
ARCHITECTURES = {"x86_64": (0, 0xC000_003E), "aarch64": (1, 0xC000_00B7)}


def program() -> bytes:
    """Return the packed filter for this machine; raises :class:`KeyError` on an architecture it was not written for."""
    column, audit = ARCHITECTURES[platform.machine()]
    code = [(_LD, 0, 0, _ARCH), (_JEQ, 1, 0, audit), (_RET, 0, 0, _KILL), (_LD, 0, 0, _NR)]
    if column == 0:
        code += [(_JGE, 0, 1, _X32_BIT), (_RET, 0, 0, _KILL)]
    for numbers in _CALLS.values():
        number = numbers[column]
        if number is not None:
            code += [(_JEQ, 0, 1, number), (_RET, 0, 0, _ERRNO | _ENOSYS)]
    code += _clone(_CLONE[column]) + _socket(_SOCKET[column]) + _ioctl(_IOCTL[column])
    code += [(_RET, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)


Code = list[tuple[int, int, int, int]]


def _clone(number: int) -> Code:
    return [
        (_JEQ, 0, 4, number), (_LD, 0, 0, _ARG0), (_JSET, 0, 1, _NEW_NAMESPACES), (_RET, 0, 0, _ERRNO | _EPERM),
        (_RET, 0, 0, _ALLOW),
    ]  # fmt: skip


def _socket(number: int) -> Code:
    families = list(_SOCKET_FAMILIES)
    tests = [(_JEQ, len(families) - index, 0, family) for index, family in enumerate(families)]
    return [
        (_JEQ, 0, len(tests) + 3, number), (_LD, 0, 0, _ARG0), *tests, (_RET, 0, 0, _ERRNO | _EPERM),
        (_RET, 0, 0, _ALLOW),
    ]  # fmt: skip


def _ioctl(number: int) -> Code:
    # The request is compared in 32 bits: its upper half is ignored by the kernel too.
    return [
        (_JEQ, 0, 5, number), (_LD, 0, 0, _ARG0 + 8), (_JEQ, 1, 0, _TIOCSTI), (_JEQ, 0, 1, _TIOCLINUX),
        (_RET, 0, 0, _ERRNO | _EPERM), (_RET, 0, 0, _ALLOW),
    ]  # fmt: skip
