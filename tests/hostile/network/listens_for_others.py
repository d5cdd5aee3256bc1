"""Tries to be found by another run: it listens at an abstract socket and at a port.

An escape: its twin gets through.
"""
# contained: said
# runs: 2 at once

import contextlib
import socket
import time

from toolkit import said

print("began")
doors = [socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]
met = False
for door, address in zip(doors, ("\0meeting", ("127.0.0.1", 9999)), strict=True):
    door.setblocking(False)
    with contextlib.suppress(OSError):
        door.bind(address)
time.sleep(0.5)
for door, address in zip(doors, ("\0meeting", ("127.0.0.1", 9999)), strict=True):
    with contextlib.suppress(OSError):
        door.sendto(b"hello", address)
        door.recv(100)  # its own word
    time.sleep(0.3)
    with contextlib.suppress(BlockingIOError):
        door.recv(100)
        met = True
said(met)
