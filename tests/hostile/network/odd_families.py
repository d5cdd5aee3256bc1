"""Tries all other families of sockets, each a piece of kernel with a history.

An escape: it gets one that is neither UNIX nor INET nor INET6.
"""
# contained: said

import socket

from toolkit import said

print("began")
found = []
for family in range(64):
    for kind in (1, 2, 3, 5):
        try:
            socket.socket(family, kind, 0).close()
            found += [family] if family not in {1, 2, 10} else []
        except OSError:
            continue
said(found)
