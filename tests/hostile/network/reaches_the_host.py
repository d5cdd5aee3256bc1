"""Tries to reach a port that the host listens on, at all addresses at which a container usually finds its host.

An escape: one answers, or the host hears the knock.
"""
# contained: said

import socket

from toolkit import FACTS, said

print("began")
found = []
for address in (
    "127.0.0.1",
    "localhost",
    "127.0.1.1",
    "172.17.0.1",
    "10.0.2.2",
    "192.168.0.1",
    "169.254.169.254",
    "0.0.0.0",
):
    try:
        socket.create_connection((address, FACTS.tcp_port), timeout=0.2)
        found.append(address)
    except OSError:
        continue
said(found)
