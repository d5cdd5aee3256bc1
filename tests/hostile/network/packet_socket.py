"""Tries to listen to the wire.

An escape: it gets a packet socket.
"""
# contained: PermissionError | OSError

import socket

print("began")
socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
print("ESCAPED")
