"""Tries to get an odd socket by the call that makes pairs.

An escape: it gets a pair of any family but UNIX.
"""
# contained: said

import socket

from toolkit import said

print("began")
found = []
for family in range(64):
    try:
        socket.socketpair(family, socket.SOCK_STREAM)
        found += [family] if family != 1 else []
    except OSError:
        continue
said(found)
