"""Connections that come while the process has no descriptor left for them."""

import subprocess
import sys

SHORT = """
import asyncio, os, resource, socket
from sandbox.listening import accept

async def main():
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    client = socket.create_connection(listener.getsockname())
    taken = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    try:
        while True:
            taken.append(os.dup(0))
    except OSError:
        pass
    accepting = asyncio.create_task(accept(listener))
    _, waiting = await asyncio.wait([accepting], timeout=0.2)
    assert waiting, "accepted without a descriptor"
    os.close(taken.pop())
    with await accepting as connection:
        print(connection.getpeername() == client.getsockname())

asyncio.run(main())
"""


def test_connections_wait_while_descriptors_are_short() -> None:
    done = subprocess.run([sys.executable, "-c", SHORT], capture_output=True, text=True, timeout=20)
    assert done.stdout == "True\n", done.stderr
