"""Tries to hold more descriptors than allowed by sending them to itself, where they count for nobody.

An escape: it holds thousands.
"""
# contained: OSError

import os
import socket

print("began", flush=True)
ours, theirs = socket.socketpair()
for _ in range(100):
    opened = [os.open("/dev/null", os.O_RDONLY) for _ in range(100)]
    socket.send_fds(ours, [b"x"], opened)
    for one in opened:
        os.close(one)
print("ESCAPED")
