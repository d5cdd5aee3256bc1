"""Tries to talk to the hypervisor.

An escape: it gets a socket.
"""
# contained: PermissionError | OSError

import socket

print("began")
socket.socket(40, socket.SOCK_STREAM)
print("ESCAPED")
