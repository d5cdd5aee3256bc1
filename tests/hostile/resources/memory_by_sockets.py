"""Tries to keep kernel memory in sockets that nobody reads.

An escape: it keeps more than 256 MiB in them.
"""
# contained: said | OSError

import socket

from toolkit import said

print("began", flush=True)
held, kept = 0, []
try:
    while True:
        pair = socket.socketpair()
        kept.append(pair)
        pair[0].setblocking(False)
        pair[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**28)
        try:
            while True:
                held += pair[0].send(bytes(65536))
        except BlockingIOError:
            continue
except OSError:
    print("held", held)
said(held > 256 * 2**20)
