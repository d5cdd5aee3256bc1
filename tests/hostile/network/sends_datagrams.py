"""Tries to send a datagram to the host.

An escape: the host hears it.
"""
# contained: said

import socket

from toolkit import FACTS, said

print("began")
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    for address in ("127.0.0.1", "172.17.0.1", "10.0.2.2"):
        try:
            sock.sendto(b"hello", (address, FACTS.udp_port))
        except OSError:
            continue
said(False)
