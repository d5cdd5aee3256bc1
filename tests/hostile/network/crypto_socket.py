"""Tries AF_ALG, through which CVE-2026-31431 wrote into read-only files of all containers.

An escape: it gets a socket.
"""
# contained: PermissionError | OSError

import socket

print("began")
socket.socket(38, socket.SOCK_SEQPACKET)
print("ESCAPED")
