"""Landlock: rights on files that not even an overlooked hole in the mounts gives back, and signals that stay inside.

With it a process can neither trace nor signal those outside of its domain: the cell's first process is ours.
"""

import ctypes
import os
import struct
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _RULE_PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER = 0x1, 0x2, 0x4, 0x8
# Which bits each version of the interface has added: files, network, scopes.
_FILE_RIGHTS = {1: 0x1FFF, 2: 0x2000, 3: 0x4000, 5: 0x8000}
_SCOPES = {6: 0x3}
READ = READ_FILE | READ_FOLDER
EVERYTHING = 0xFFFF & ~EXECUTE
# Rights that make sense for something that is not a folder.
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | 0x4000 | 0x8000

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def version() -> int:
    """Return the kernel's version of the interface, 0 where it has none."""
    known: int = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    return max(0, known)


def restrict(rights: dict[str, int]) -> None:
    """Leave this process and all that come from it only these rights on what lies beneath these paths.

    Needs ``no_new_privs``. Does nothing where the kernel has no Landlock: the posture tells of that.
    """
    known = version()
    if known == 0:
        return
    handled = _sum(_FILE_RIGHTS, known)
    attributes = struct.pack("=QQQ", handled, 0, _sum(_SCOPES, known))
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    ruleset = _checked(_libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0), "landlock_create_ruleset")
    for path, wanted in rights.items():
        _allow(ruleset, path, wanted & handled)
    _checked(_libc.syscall(_RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")
    os.close(ruleset)


def _allow(ruleset: int, path: str, wanted: int) -> None:
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not Path(path).is_dir():
            wanted &= _OF_FILES
        rule = struct.pack("=Qi", wanted, beneath)
        _checked(_libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0), f"landlock_add_rule {path}")
    finally:
        os.close(beneath)


def _sum(added: dict[int, int], known: int) -> int:
    return sum(bits for since, bits in added.items() if since <= known)


def _checked(result: int, call: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")
    return result
