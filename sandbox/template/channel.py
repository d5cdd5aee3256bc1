"""Messages between the host and one cell: a length, then JSON; descriptors travel beside the bytes.

The host's end is asynchronous (:mod:`sandbox.cells`); a cell reads and writes with these blocking functions.
"""

import array
import json
import socket
from typing import Any

HEADER_BYTES = 4
# Submissions are at most 256 KiB; JSON may need six bytes for one.
LONGEST_MESSAGE = 2 * 1024 * 1024
MOST_DESCRIPTORS = 4


def pack(message: dict[str, Any]) -> bytes:
    """Return the bytes of a message."""
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return len(body).to_bytes(HEADER_BYTES, "big") + body


def send(sock: socket.socket, message: dict[str, Any], descriptors: tuple[int, ...] = ()) -> None:
    """Send one message, and copies of descriptors with its first bytes."""
    data = pack(message)
    sent = socket.send_fds(sock, [data], list(descriptors)) if descriptors else 0
    sock.sendall(data[sent:])


def receive(sock: socket.socket) -> dict[str, Any]:
    """Wait for one message; raises :class:`EOFError` when the other side is gone."""
    return parse(_exactly(sock, length_of(_exactly(sock, HEADER_BYTES))))


def length_of(data: bytes) -> int:
    """Return how many bytes follow the header that ``data`` begins with."""
    length = int.from_bytes(data[:HEADER_BYTES], "big")
    if length > LONGEST_MESSAGE:
        raise ValueError(f"message of {length} bytes")
    return length


def parse(body: bytes) -> dict[str, Any]:
    """Return the message in these bytes; raises :class:`ValueError` for anything that is not one."""
    message = json.loads(body.decode("utf-8", "surrogatepass"))
    if not isinstance(message, dict):
        raise ValueError("a message is an object")
    return message


def descriptors_of(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    """Return the descriptors that came with a ``recvmsg``."""
    found = array.array("i")
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            found.frombytes(data[: len(data) - len(data) % found.itemsize])
    return list(found)


def _exactly(sock: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        chunk = sock.recv(count - len(data))
        if not chunk:
            raise EOFError
        data += chunk
    return data
