"""Tries to cancel other people's statements by guessing the secret that names them.

An escape: a neighbour's statement is cancelled; its own good connection fails.
"""
# contained: said

import os
import socket
import struct

from toolkit import DATABASE, said, sql

print("began", flush=True)
for pid in range(1, 60):
    with socket.create_connection(DATABASE, timeout=2) as sock:
        sock.sendall(struct.pack("!III4s", 16, 80877102, pid, os.urandom(4)))
        sock.recv(1)  # until it was heard: more connections than a run may hold are not greeted
said(sql("SELECT 1") != [["1"]])
