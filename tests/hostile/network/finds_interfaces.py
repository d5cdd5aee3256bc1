"""Tries to find a way out beside the loopback.

An escape: there is another interface.
"""
# contained: said | OSError

import socket

from toolkit import said

print("began")
said([name for _, name in socket.if_nameindex() if name != "lo"])
