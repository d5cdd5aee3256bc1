"""Serves what a cell hands over: a listening descriptor, on which only the cell's own programs can connect."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from typing import Any


async def accept_all(descriptor: int, serve: Callable[[socket.socket], Coroutine[Any, Any, None]]) -> None:
    """Serve each connection in a task of its own, until cancelled; the descriptor belongs to this call."""
    loop = asyncio.get_running_loop()
    with socket.socket(fileno=descriptor) as listener:
        listener.setblocking(False)
        async with asyncio.TaskGroup() as connections:
            while True:
                connection, _ = await loop.sock_accept(listener)
                connections.create_task(serve(connection))
