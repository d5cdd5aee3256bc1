"""Tries to open a connection to the world.

An escape: it is open.
"""
# contained: OSError | TimeoutError

import socket

print("began")
socket.create_connection(("1.1.1.1", 53), timeout=1)
print("ESCAPED")
