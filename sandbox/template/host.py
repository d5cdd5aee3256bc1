"""The host's desk, as tests and drivers of an examination reach it: it holds the tap's record."""

import json
import socket
from functools import cache
from typing import Any

HOST_ADDRESS = ("127.0.0.1", 8001)


class Host:
    """The connection to the desk. Asking blocks."""

    def __init__(self) -> None:
        self._file = socket.create_connection(HOST_ADDRESS).makefile("rw", encoding="utf-8")

    def ask(self, what: str, **fields: Any) -> Any:
        """Ask one question and return the answer."""
        self._file.write(json.dumps({"ask": what, **fields}) + "\n")
        self._file.flush()
        return json.loads(self._file.readline())["answer"]


@cache
def host() -> Host:
    """Return the one connection of this process."""
    return Host()
