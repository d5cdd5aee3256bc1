"""Tries to rename the machine.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

import socket

print("began")
socket.sethostname("escaped")
print("ESCAPED")
