"""Tries to slip a statement past the recorder, in the same packet as the greeting, before the recorder looks.

An escape: it works, and the record does not show it.
"""
# contained: said | ConnectionError
# proof: a hidden statement

import socket

from toolkit import DATABASE, Wire, said

print("began")
body = b"\0\3\0\0user\0user\0database\0taskdb\0\0"
query = Wire.message(b"Q", b"CREATE TABLE hidden_work (n int)\0")
with socket.create_connection(DATABASE, timeout=3) as sock:
    sock.sendall((len(body) + 4).to_bytes(4, "big") + body + query)
    while sock.recv(65536).count(b"CREATE TABLE") == 0:
        continue
print("it is done")
said(False)
