"""Tries to send packets of its own making.

An escape: it gets a raw socket.
"""
# contained: PermissionError | OSError

import socket

print("began")
socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
print("ESCAPED")
