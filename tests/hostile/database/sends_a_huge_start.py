"""Tries to have the tap keep a start-up packet of two gigabytes.

An escape: the tap goes on listening.
"""
# contained: said

import socket

from toolkit import DATABASE, said

print("began", flush=True)
with socket.create_connection(DATABASE, timeout=3) as sock:
    try:
        sock.sendall((2**31 - 1).to_bytes(4, "big") + b"\0\3\0\0")
        sock.sendall(bytes(2**20))
        answer = sock.recv(1) if True else b""
    except (ConnectionError, BrokenPipeError):
        answer = b""
said(answer)
