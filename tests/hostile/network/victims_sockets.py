"""Tries to reach another run: by its abstract socket and by its port.

An escape: one of the victim's doors opens.
"""
# contained: said

import socket

from toolkit import said

print("began")
found = []
for family, address in ((socket.AF_UNIX, "\0victim"), (socket.AF_INET, ("127.0.0.1", 7777))):
    try:
        socket.socket(family).connect(address)
        found.append(address)
    except OSError:
        continue
said(found)
