"""Serves what a cell hands over: a listening descriptor, on which only the cell's own programs can connect."""

import asyncio
import errno
import resource
import socket
from collections.abc import Callable, Coroutine
from typing import Any

# A run of a hundred connections takes four hundred descriptors, and runs are many.
DESCRIPTORS = 65_536
SHORT_OF_DESCRIPTORS = {errno.EMFILE, errno.ENFILE}
RETRY_SECONDS = 0.05


def raise_descriptor_limit() -> None:
    """Let this process open as many descriptors as it may; what is forked from a template has a limit of its own."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def accept(listener: socket.socket) -> socket.socket:
    """Return the next connection. While descriptors are short it waits in the listener's queue."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            connection, _ = await loop.sock_accept(listener)
        except OSError as error:
            if error.errno not in SHORT_OF_DESCRIPTORS:
                raise
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return connection


async def accept_all(descriptor: int, serve: Callable[[socket.socket], Coroutine[Any, Any, None]]) -> None:
    """Serve each connection in a task of its own, until cancelled; the descriptor belongs to this call."""
    with socket.socket(fileno=descriptor) as listener:
        listener.setblocking(False)
        async with asyncio.TaskGroup() as connections:
            while True:
                connections.create_task(serve(await accept(listener)))
