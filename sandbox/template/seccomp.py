"""Filters of system calls, as classic BPF programs for seccomp(2).

A learner's program may make the calls of :data:`calls.ALLOWED`, some of them with certain arguments only; everything
else does not exist for it (ENOSYS, so that libraries fall back instead of failing). A database server may make all but
those of :data:`calls.DENIED`. Foreign architectures (i386, x32) end the process.
"""

import platform
import struct
from functools import cache

from sandbox.template import calls

_LD, _AND, _JEQ, _JGE, _JSET, _RET = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_PRETEND, _EPERM, _ENOTTY, _ENOSYS = _ERRNO | 0, _ERRNO | 1, _ERRNO | 25, _ERRNO | 38
_NR, _ARCH, _ARGUMENTS = 0, 4, 16
_X32_BIT = 0x4000_0000
ARCHITECTURES = {"x86_64": (0, 0xC000_003E), "aarch64": (1, 0xC000_00B7)}

_NEW_NAMESPACES = 0x7E02_0080
_UNIX, _INET, _INET6 = 1, 2, 10
_KIND_MASK, _STREAM, _DATAGRAM, _SEQUENCED = 0xF, 1, 2, 5
# TCP and UDP by whatever name; MPTCP, SCTP and raw packets are other protocols of the same families.
_PROTOCOLS = (0, 6, 17)
# Of sockets themselves: reuse, keep-alive, linger, time-outs, credentials, broadcast. No filters attached to them.
_SOCKET_LEVEL, _OPTION_LEVELS = 1, (0, 6, 41)
_SOCKET_OPTIONS = (2, 3, 6, 9, 10, 13, 15, 16, 20, 21, 66, 67)
# Sizes of buffers are kernel memory that no limit of the run's counts; whoever sets them is told that it worked.
_BUFFER_OPTIONS = (7, 8, 32, 33)
# What terminals and files are asked for: TCGETS, TCGETS2, TIOCGWINSZ, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX.
_REQUESTS = (0x5401, 0x802C_542A, 0x5413, 0x541B, 0x5421, 0x5451, 0x5450)
# Leases and notices on files that all runs share are a channel between runs; larger pipes are uncounted memory.
_FILE_COMMANDS_DENIED = (1024, 1025, 1026, 1031, 36, 37, 38, 10, 15)
# The signal at the parent's death, dumpable, names, time slack, reapers; asking for filter, promise and capabilities.
_PROCESS_OPTIONS = (1, 2, 3, 4, 15, 16, 21, 23, 29, 30, 36, 37, 39, 40, 47, 0x5356_4D41)

Code = list[tuple[int, int, int, int]]


@cache
def program() -> bytes:
    """Return the packed filter for learners' programs; raises :class:`KeyError` on an unknown architecture."""
    column, _ = ARCHITECTURES[platform.machine()]
    code = _beginning()
    for numbers, body in (
        (calls.CLONE, _clone()),
        (calls.SOCKET, _socket()),
        (calls.SOCKETPAIR, [_argument(0), *_if_one_of((_UNIX,), _ALLOW), _ret(_EPERM)]),
        (calls.SETSOCKOPT, _setsockopt()),
        (calls.IOCTL, [_argument(1), *_if_one_of(_REQUESTS, _ALLOW), _ret(_ENOTTY)]),
        (calls.FCNTL, [_argument(1), *_if_one_of(_FILE_COMMANDS_DENIED, _EPERM), _ret(_ALLOW)]),
        (calls.PRCTL, [_argument(0), *_if_one_of(_PROCESS_OPTIONS, _ALLOW), _ret(_EPERM)]),
    ):
        code += [(_JEQ, 0, len(body), numbers[column]), *body]
    code += _if_one_of(_numbers(calls.ALLOWED, column), _ALLOW)
    return _packed([*code, _ret(_ENOSYS)])


@cache
def server_program() -> bytes:
    """Return the packed filter for leased database servers."""
    column, _ = ARCHITECTURES[platform.machine()]
    clone = _clone()
    code = [*_beginning(), (_JEQ, 0, len(clone), calls.CLONE[column]), *clone]
    code += _if_one_of(_numbers(calls.DENIED, column), _ENOSYS)
    return _packed([*code, _ret(_ALLOW)])


def _beginning() -> Code:
    """Refuse other architectures and leave the call's number to be compared."""
    column, audit = ARCHITECTURES[platform.machine()]
    code: Code = [(_LD, 0, 0, _ARCH), (_JEQ, 1, 0, audit), _ret(_KILL), (_LD, 0, 0, _NR)]
    if column == 0:
        code += [(_JGE, 0, 1, _X32_BIT), _ret(_KILL)]
    return code


def _clone() -> Code:
    return [_argument(0), (_JSET, 0, 1, _NEW_NAMESPACES), _ret(_EPERM), _ret(_ALLOW)]


def _socket() -> Code:
    """UNIX in its three kinds; INET and INET6, for the loopback, as TCP and UDP only."""
    kind: Code = [_argument(1), (_AND, 0, 0, _KIND_MASK)]
    local = [*kind, *_if_one_of((_STREAM, _DATAGRAM, _SEQUENCED), _ALLOW), _ret(_EPERM)]
    inet: Code = [_argument(2), *_unless_one_of(_PROTOCOLS), *kind, *_if_one_of((_STREAM, _DATAGRAM), _ALLOW)]
    return [
        _argument(0),
        *[(_JEQ, 0, len(local), _UNIX), *local],
        (_JEQ, 1, 0, _INET),
        (_JEQ, 0, len(inet), _INET6),
        *inet,
        _ret(_EPERM),
    ]


def _setsockopt() -> Code:
    buffers, options = _if_one_of(_BUFFER_OPTIONS, _PRETEND), _if_one_of(_SOCKET_OPTIONS, _ALLOW)
    on_socket = [_argument(2), *buffers, *options, _ret(_EPERM)]
    return [
        _argument(1),
        *[(_JEQ, 0, len(on_socket), _SOCKET_LEVEL), *on_socket],
        *_if_one_of(_OPTION_LEVELS, _ALLOW),
        _ret(_EPERM),
    ]


def _argument(index: int) -> tuple[int, int, int, int]:
    """Load an argument's lower 32 bits: of numbers of this size, the kernel too ignores the upper half."""
    return (_LD, 0, 0, _ARGUMENTS + 8 * index)


def _if_one_of(values: tuple[int, ...], answer: int) -> Code:
    return [step for value in values for step in ((_JEQ, 0, 1, value), _ret(answer))]


def _unless_one_of(values: tuple[int, ...]) -> Code:
    """Refuse all but these values, and go on with them."""
    tests: Code = [(_JEQ, len(values) - index, 0, value) for index, value in enumerate(values)]
    return [*tests, _ret(_EPERM)]


def _numbers(names: calls.Numbers, column: int) -> tuple[int, ...]:
    return tuple(number for numbers in names.values() if (number := numbers[column]) is not None)


def _ret(answer: int) -> tuple[int, int, int, int]:
    return (_RET, 0, 0, answer)


def _packed(code: Code) -> bytes:
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)
