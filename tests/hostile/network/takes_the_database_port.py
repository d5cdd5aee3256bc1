"""Tries to take the database's port over, to hear what others send there.

An escape: it can listen there.
"""
# contained: OSError

import socket

print("began")
with socket.socket() as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(("127.0.0.1", 5432))
    door.listen()
    print("ESCAPED")
