"""Serves a learner's application on the socket that the cell was started with."""

import logging
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from sandbox.template.attribution import REQUEST
from sandbox.template.tracebacks import print_exception

# Behind the three streams; see ``cell.start_untrusted``.
LISTENER = 3
# The door writes the number of a request here, and the application never sees it.
NUMBER_HEADER = b"x-request-number"

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]


def serve(application: Application) -> None:
    """Serve until the cell ends."""
    import uvicorn

    logging.getLogger("uvicorn.error").addHandler(_Tracebacks())
    # No log of its own: requests are seen from outside, and what goes wrong is printed as a program's traceback is.
    config = uvicorn.Config(
        _Numbered(application), log_config=None, access_log=False, loop="asyncio", http="h11", ws="none"
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=LISTENER)])


class _Numbered:
    """Lets statements know whose request they belong to."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = scope["headers"]
            number = next((value for name, value in headers if name == NUMBER_HEADER), b"")
            scope = {**scope, "headers": [pair for pair in headers if pair[0] != NUMBER_HEADER]}
            REQUEST.set(int(number) if number.isdigit() else None)
        await self._application(scope, receive, send)


class _Tracebacks(logging.Handler):
    """Prints what an application raised, with the learner's frames first."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the exception of one record; what uvicorn says besides is nobody's concern."""
        if record.exc_info and record.exc_info[1] is not None:
            print_exception(record.exc_info[1])
