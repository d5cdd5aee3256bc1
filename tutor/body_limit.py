"""Keeps oversized request bodies off the disk: Django's ASGI handler stores a whole body before it checks anything."""

import json

from tutor.asgi_types import App, Message, Receive, Scope, Send
from tutor.json_api import TOO_LARGE

# Above Django's DATA_UPLOAD_MAX_MEMORY_SIZE, so that honest excess gets the view's own sentence.
LIMIT_BYTES = 4 * 1024 * 1024


class BodyTooLargeError(Exception):
    """More arrived than :data:`LIMIT_BYTES`."""


class BodyLimit:
    """ASGI middleware that answers 413 as soon as a body outgrows the limit, announced or not."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, counting what comes in."""
        try:
            await self.app(scope, _counted(receive), send)
        except BodyTooLargeError:
            await _refuse(send)


def _counted(receive: Receive) -> Receive:
    arrived = 0

    async def counting() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > LIMIT_BYTES:
            raise BodyTooLargeError
        return message

    return counting


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"error": str(TOO_LARGE)}).encode()})
