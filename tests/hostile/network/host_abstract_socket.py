"""Tries to talk to an abstract Unix socket of the host: these have no path, so no mount hides them.

An escape: the host hears it.
"""
# contained: ConnectionRefusedError | PermissionError

import socket

from toolkit import FACTS

print("began")
socket.socket(socket.AF_UNIX).connect("\0" + FACTS.abstract_socket)
print("ESCAPED")
