"""The host's side of containers and cells: one outer bubblewrap each, and forks of the template inside it."""

import asyncio
import os
import select
import signal
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sandbox.cgroups import Group, Groups
from sandbox.outcome import SandboxError
from sandbox.template import channel
from sandbox.watch import beneath, resident

# Importing the environment takes 1–2 s of CPU, more when the machine is busy.
READY_SECONDS = 60.0
CELL_SECONDS = 30.0
_CREDENTIALS = struct.Struct("3i")


@dataclass
class Cell:
    """One forked cell: the channel to its first process, which a kill through ``pidfd`` ends with all that is in it."""

    job: socket.socket
    pid: int
    pidfd: int
    descriptors: list[int]
    group: Group | None = None

    def confine(self, groups: Groups) -> None:
        """Put all of its processes into a control group of their own."""
        self.group = groups.make()
        for pid in (self.pid, *beneath(self.pid)):
            self.group.add(pid)

    async def send(self, message: dict[str, Any]) -> None:
        """Send one message to the cell's first process."""
        try:
            await asyncio.get_running_loop().sock_sendall(self.job, channel.pack(message))
        except OSError as error:
            raise SandboxError(f"the cell did not take its order: {error}") from error

    async def receive(self) -> tuple[dict[str, Any], list[int]]:
        """Wait for one message and the descriptors beside it; raises :class:`SandboxError` when the cell is gone."""
        message, descriptors, _ = await receive(self.job)
        return message, descriptors

    def listener(self) -> socket.socket:
        """Return the listening socket that the cell passed out when it became ready."""
        listener = socket.socket(fileno=self.descriptors.pop())
        listener.setblocking(False)
        return listener

    @property
    def alive(self) -> bool:
        """Whether the cell's first process still runs."""
        # poll, because select knows no descriptor above 1023.
        ended = select.poll()
        ended.register(self.pidfd, select.POLLIN)
        return not ended.poll(0)

    def kill(self) -> None:
        """End every process of the cell, at once."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def close(self) -> None:
        """Kill the cell and let go of everything that belongs to it."""
        self.kill()
        self.job.close()
        for descriptor in (self.pidfd, *self.descriptors):
            os.close(descriptor)
        self.descriptors.clear()
        if self.group is not None:
            self.group.close()


class Container:
    """An outer container with a warm template in it, which forks a cell on demand."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._template = 0
        self._resident = 0

    @classmethod
    async def start(cls, command: list[str]) -> "Container":
        """Start ``command`` (bubblewrap and what runs in it) and wait until its template is ready."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                str(theirs.fileno()),
                env={},
                pass_fds=[theirs.fileno()],
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        finally:
            theirs.close()
        container = cls(process, ours)
        try:
            async with asyncio.timeout(READY_SECONDS):
                greeting, ancillary = await _recvmsg(ours, 16)
        except (TimeoutError, OSError) as error:
            await container.close()
            raise SandboxError(f"the sandbox's container did not start: {error!r}") from error
        except asyncio.CancelledError:
            # Whoever closes the sandbox meanwhile does not know of this one yet.
            await container.close()
            raise
        if greeting != b"ready":
            await container.close()
            raise SandboxError("the sandbox's container ended before it was ready; `./classroom doctor` says why")
        container._template = _sender(ancillary) or 0
        container._resident = resident(container._template)
        return container

    async def fork(self, *outputs: int) -> Cell:
        """Ask for a new cell whose untrusted process writes to ``outputs``; returns when the cell takes an order."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            socket.send_fds(self._control, [b"f"], [theirs.fileno(), *outputs])
        except OSError as error:
            ours.close()
            raise SandboxError(f"the template is gone: {error}") from error
        finally:
            theirs.close()
        try:
            async with asyncio.timeout(CELL_SECONDS):
                _, descriptors, pid = await receive(ours)
        except BaseException:
            ours.close()
            raise
        try:
            return Cell(ours, pid, os.pidfd_open(pid), descriptors)
        except ProcessLookupError as error:
            raise SandboxError("the cell ended before its run") from error

    @property
    def alive(self) -> bool:
        """Whether the template still runs."""
        return self._process.returncode is None

    @property
    def grown(self) -> int:
        """Bytes of memory that the template has taken since it was ready."""
        return resident(self._template) - self._resident

    def retire(self) -> None:
        """Fork nothing any more: the template leaves when the last of its cells has ended."""
        self._control.close()

    async def close(self) -> None:
        """End the template and every cell in it."""
        self._control.close()
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


async def receive(sock: socket.socket) -> tuple[dict[str, Any], list[int], int]:
    """Read one message from a cell: its content, its descriptors, and the sender's process id as seen from here."""
    try:
        return await _message(sock)
    except (ValueError, RecursionError) as error:
        raise SandboxError(f"a cell said what is no message: {error}") from error


async def _message(sock: socket.socket) -> tuple[dict[str, Any], list[int], int]:
    data, descriptors, pid = b"", list[int](), 0
    while len(data) < channel.HEADER_BYTES or len(data) < _wanted(data):
        count = _wanted(data) - len(data) if len(data) >= channel.HEADER_BYTES else channel.HEADER_BYTES - len(data)
        try:
            chunk, ancillary = await _recvmsg(sock, count)
        except ConnectionError:
            chunk, ancillary = b"", []
        if not chunk:
            raise SandboxError("the cell ended without a word")
        data += chunk
        descriptors += channel.descriptors_of(ancillary)
        pid = _sender(ancillary) or pid
    message = channel.parse(data[channel.HEADER_BYTES :])
    if "fault" in message:
        raise SandboxError(f"a cell could not be set up: {message['fault']}")
    return message, descriptors, pid


def _wanted(data: bytes) -> int:
    return channel.HEADER_BYTES + channel.length_of(data)


async def _recvmsg(sock: socket.socket, count: int) -> tuple[bytes, list[tuple[int, int, bytes]]]:
    space = socket.CMSG_SPACE(channel.MOST_DESCRIPTORS * 4) + socket.CMSG_SPACE(_CREDENTIALS.size)
    while True:
        try:
            data, ancillary, _, _ = sock.recvmsg(count, space, socket.MSG_CMSG_CLOEXEC)
        except BlockingIOError:
            await _readable(sock)
        else:
            return data, ancillary


async def _readable(sock: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    loop.add_reader(sock, event.set)
    try:
        await event.wait()
    finally:
        loop.remove_reader(sock)


def _sender(ancillary: list[tuple[int, int, bytes]]) -> int | None:
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            pid: int = _CREDENTIALS.unpack(data)[0]
            return pid
    return None
