"""Tries the unprivileged kind of raw socket.

An escape: it gets one.
"""
# contained: PermissionError | OSError

import socket

print("began")
socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP)
print("ESCAPED")
