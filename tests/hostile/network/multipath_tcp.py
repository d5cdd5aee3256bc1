"""Tries another protocol within an allowed family, which filters that look at families alone let through.

An escape: it gets an MPTCP or SCTP socket.
"""
# contained: said

import socket

from toolkit import said

print("began")
found = []
for family in (socket.AF_INET, socket.AF_INET6):
    for protocol in (262, 132, 33, 136):
        try:
            socket.socket(family, socket.SOCK_STREAM, protocol).close()
            found.append(protocol)
        except OSError:
            continue
said(found)
