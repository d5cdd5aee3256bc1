"""Tries to give itself an interface and an address.

An escape: the kernel lets it.
"""
# contained: PermissionError | OSError

import fcntl
import socket
import struct

print("began")
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    fcntl.ioctl(sock, 0x8914, struct.pack("16sH14x", b"lo", 0))
print("ESCAPED")
