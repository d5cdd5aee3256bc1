"""What every attack finds beside it: system calls by their names, the database's wire, and what a spy would know.

The test puts this file and ``facts.json`` (addresses, paths and process ids of the host) into the work folder.
"""

import ctypes
import json
import os
import platform
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

FACTS = SimpleNamespace(**json.loads(Path("/work/facts.json").read_text()))
DATABASE = ("127.0.0.1", 5432)
_COLUMN = {"x86_64": 0, "aarch64": 1}[platform.machine()]
# From the kernel's own tables, not from our filter: a wrong number there must not be a wrong number here.
_NUMBERS = {
    "read": (0, 63), "ptrace": (101, 117), "shmget": (29, 194), "shmat": (30, 196), "clone": (56, 220), "semget": (64, 190),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "syslog": (103, 116), "personality": (135, 92),
    "vhangup": (153, 58), "pivot_root": (155, 41), "chroot": (161, 51), "acct": (163, 89), "mount": (165, 40), "umount2": (166, 39),
    "swapon": (167, 224), "reboot": (169, 142), "sethostname": (170, 161), "init_module": (175, 105), "quotactl": (179, 60),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "mbind": (237, 235), "mq_open": (240, 180),
    "kexec_load": (246, 104), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "ioprio_set": (251, 30),
    "inotify_init1": (294, 26), "unshare": (272, 97), "vmsplice": (278, 75), "perf_event_open": (298, 241), "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "setns": (308, 268), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "kcmp": (312, 272), "finit_module": (313, 273), "sched_setattr": (314, 274),
    "seccomp": (317, 277), "memfd_create": (319, 279), "bpf": (321, 280), "execveat": (322, 281), "userfaultfd": (323, 282),
    "pidfd_send_signal": (424, 424), "io_uring_setup": (425, 425), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsmount": (432, 432), "pidfd_open": (434, 434), "clone3": (435, 435), "pidfd_getfd": (438, 438),
    "mount_setattr": (442, 442), "memfd_secret": (447, 447), "statmount": (457, 457), "listmount": (458, 458),
    "lsm_list_modules": (461, 461), "mseal": (462, 462), "setuid": (105, 146), "setresuid": (117, 147), "setgroups": (116, 159),
    "capset": (126, 91), "prctl": (157, 167), "ioctl": (16, 29), "mlockall": (151, 230), "sched_setscheduler": (144, 119),
    "mknodat": (259, 33), "fchmodat": (268, 53), "splice": (275, 76), "timer_create": (222, 107), "io_setup": (206, 0),
}  # fmt: skip
LIBC = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: Any) -> int:
    """Make a system call; raises :class:`OSError` when the kernel refuses."""
    LIBC.syscall.restype = ctypes.c_long
    wide = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    result: int = LIBC.syscall(ctypes.c_long(_NUMBERS[name][_COLUMN]), *wide)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def status(field: str) -> str:
    """Return one field of this process's status as the kernel tells it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.partition(":")[2].strip() for line in lines if line.startswith(field + ":"))


def said(escaped: object) -> None:
    """Print how it went."""
    print("ESCAPED" if escaped else "contained", flush=True)


def sql(*statements: str) -> list[list[str | None]]:
    """Run statements one after the other and return the last one's rows; raises what asyncpg raises."""
    import asyncio

    import asyncpg

    async def run() -> list[list[str | None]]:
        db = await asyncpg.connect(host="127.0.0.1", user="user", password="pass", database="taskdb")
        rows: list[Any] = []
        for statement in statements:
            rows = await db.fetch(statement)
        return [[None if value is None else str(value) for value in row] for row in rows]

    return asyncio.run(run())


class Wire:
    """A connection to the database that speaks protocol 3 byte by byte."""

    def __init__(self, **parameters: str) -> None:
        self.socket = socket.create_connection(DATABASE)
        self.socket.settimeout(4)
        pairs = {"user": "user", "database": "taskdb"} | parameters
        body = b"\0\3\0\0" + b"".join(f"{key}\0{value}\0".encode() for key, value in pairs.items()) + b"\0"
        self.socket.sendall((len(body) + 4).to_bytes(4, "big") + body)
        self.greeting = self.until(b"Z")

    @staticmethod
    def message(kind: bytes, body: bytes = b"") -> bytes:
        """Return the bytes of one message."""
        return kind + (len(body) + 4).to_bytes(4, "big") + body

    def send(self, *messages: tuple[bytes, bytes]) -> None:
        """Send messages in one piece."""
        self.socket.sendall(b"".join(self.message(*one) for one in messages))

    def until(self, last: bytes) -> list[tuple[bytes, bytes]]:
        """Read messages up to one of kind ``last``; raises :class:`ConnectionError` when the other side hangs up."""
        found: list[tuple[bytes, bytes]] = []
        while not found or found[-1][0] != last:
            head = self._exactly(5)
            found.append((head[:1], self._exactly(int.from_bytes(head[1:], "big") - 4)))
        return found

    def query(self, text: str) -> list[tuple[bytes, bytes]]:
        """Run a simple query."""
        self.send((b"Q", text.encode() + b"\0"))
        return self.until(b"Z")

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            chunk = self.socket.recv(count - len(data))
            if not chunk:
                raise ConnectionError("the database hung up")
            data += chunk
        return data
