"""The first process inside an outer container: it prepares once, then forks one cell for each request.

It never runs a learner's code and holds nothing worth reading. When the host closes the control socket it forks no
more, and ends with the last of its cells.
"""

import gc
import os
import signal
import socket
import sys
from contextlib import suppress

from sandbox.template import channel, kernel, program, server
from sandbox.template.cell import Role, enter

ROLES: dict[str, Role] = {"program": program.ROLE, "server": server.ROLE}


def main() -> None:
    """Serve fork requests: each is one byte with the descriptors of the new cell's channel (and its output)."""
    role = ROLES[sys.argv[1]]
    role.prepare()
    kernel.hide_from_own_user()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # The first process of a namespace gets no signal that it has no handler for; Python brings one for this.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.collect()
    gc.freeze()
    outside = os.getuid(), os.getgid()
    control = socket.socket(fileno=int(sys.argv[2]))
    control.send(b"ready")
    while True:
        try:
            request, ancillary, _, _ = control.recvmsg(1, socket.CMSG_SPACE(channel.MOST_DESCRIPTORS * 4))
        except ConnectionError:  # the host has left with a request unread
            request, ancillary = b"", []
        if not request:
            return _wait_for_cells()
        descriptors = channel.descriptors_of(ancillary)
        try:
            cell = kernel.fork_into(kernel.ALL_NAMESPACES)
        except OSError as error:  # the host sees that nobody holds the other end of the channel
            print(f"no cell could be forked: {error}", file=sys.stderr)
            cell = None
        if cell == 0:
            control.close()
            _become_cell(role, descriptors, outside)
        for descriptor in descriptors:
            os.close(descriptor)


def _wait_for_cells() -> None:
    """With SIGCHLD ignored, waiting returns only when there is nobody left to wait for."""
    with suppress(ChildProcessError):
        os.wait()


def _become_cell(role: Role, descriptors: list[int], outside: tuple[int, int]) -> None:
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        enter(role, descriptors, outside)
        status = 0
    finally:
        os._exit(status)
