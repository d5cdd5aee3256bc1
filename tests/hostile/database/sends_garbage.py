"""Tries to break the tap with bytes that are no protocol at all.

An escape: a good connection fails afterwards.
"""
# contained: said

import os
import socket

from toolkit import DATABASE, Wire, said, sql

print("began", flush=True)
for number in range(40):
    with socket.create_connection(DATABASE, timeout=2) as sock:
        try:
            sock.sendall(os.urandom(200 + number))
            sock.shutdown(socket.SHUT_WR)
            sock.recv(1000)
        except OSError:
            continue
for kind in (b"B", b"P", b"D", b"E", b"C", b"Q", b"d", b"f", b"F", b"p", b"X", b"\0", b"\xff"):
    wire = Wire()
    try:
        wire.send((kind, b"\xff" * 9), (b"S", b""))
        wire.until(b"Z")
    except OSError:
        continue
said(sql("SELECT 1") != [["1"]])
