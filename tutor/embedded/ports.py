"""The port of an installation: no two that start at the same moment take the same one."""

import itertools
import socket
from contextlib import closing, suppress

FIRST_PORT, LAST_PORT = 8000, 8999


class NoPortError(Exception):
    """Nothing can be served there; the sentence says what to do."""


def claim_port(host: str, asked: int | None, last: int | None) -> tuple[int, socket.socket]:
    """Return the port that was asked for, or the one of the last time, or the first that is free, and a claim on it.

    The claim holds for as long as it, or a copy in another process, is open. Raises :class:`NoPortError`.
    """
    if asked:
        if claim := _claim(host, asked):
            return asked, claim
        raise NoPortError(f"Port {asked} is taken or not allowed; leave --port out and a free one is found.")
    remembered = [last] if last else []
    for port in itertools.chain(remembered, range(FIRST_PORT, LAST_PORT + 1)):
        if claim := _claim(host, port):
            return port, claim
    raise NoPortError(f"No port between {FIRST_PORT} and {LAST_PORT} is free; name one with --port.")


def _claim(host: str, port: int) -> socket.socket | None:
    """Claim a port that nobody listens on: by a name that is as wide as the port, and gone with its last holder."""
    claim = socket.socket(socket.AF_UNIX)
    with suppress(OSError):
        claim.bind(f"\0classroom-port-{port}")
        if _can_bind(host, port):
            return claim
    claim.close()
    return None


def _can_bind(host: str, port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True
