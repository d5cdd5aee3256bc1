"""Tries to talk to the kernel's configuration of networks, a large and buggy interface.

An escape: it gets a netlink socket of any kind.
"""
# contained: said

import socket

from toolkit import said

print("began")
found = []
for protocol in range(32):
    try:
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol).close()
        found.append(protocol)
    except OSError:
        continue
said(found)
