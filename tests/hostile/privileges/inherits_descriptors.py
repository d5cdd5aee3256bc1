"""Looks for descriptors that were left open.

An escape: there is one beside the three standard streams.
"""
# contained: said

import fcntl

from toolkit import said

print("began")
found = []
for number in range(3, 256):
    try:
        fcntl.fcntl(number, fcntl.F_GETFD)
        found.append(number)
    except OSError:
        continue
said(found)
