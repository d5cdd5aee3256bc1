"""A browser's end of a WebSocket, spoken straight to the ASGI application (channels.testing would want Daphne)."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

from asgiref.testing import ApplicationCommunicator
from django.db import connection
from django.test import Client

from tutor.asgi import application

# Longer than anything here takes on a busy machine.
PATIENCE = 10
OUR_PAGE = "http://testserver"


class Socket(ApplicationCommunicator):
    """One connection."""

    def __init__(self, client: Client, path: str, origin: str = OUR_PAGE) -> None:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        where, _, query = path.partition("?")
        scope = {
            "type": "websocket",
            "path": unquote(where),
            "query_string": query.encode(),
            "headers": [(b"host", b"testserver"), (b"origin", origin.encode()), (b"cookie", cookies.encode())],
            "subprotocols": [],
        }
        super().__init__(application, scope)

    async def accepted(self) -> bool:
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(PATIENCE))["type"] == "websocket.accept"

    async def say(self, **what: object) -> None:
        await self.send_input({"type": "websocket.receive", **what})

    async def told(self) -> Any:
        return json.loads((await self.receive_output(PATIENCE))["text"])

    async def leave(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(PATIENCE)


@asynccontextmanager
async def browser(client: Client, path: str) -> AsyncIterator[Socket]:
    """Connect, and leave at the end."""
    socket = Socket(client, path)
    assert await socket.accepted()
    yield socket
    await socket.leave()


async def is_accepted(client: Client, path: str, origin: str = OUR_PAGE) -> bool:
    socket = Socket(client, path, origin)
    accepted = await socket.accepted()
    await socket.leave()
    return accepted


async def in_thread(work: Callable[..., Any], *arguments: object) -> Any:
    """Do synchronous work as a Celery thread would, with a database connection of its own."""

    def main() -> Any:
        try:
            return work(*arguments)
        finally:
            connection.close()

    return await asyncio.to_thread(main)
