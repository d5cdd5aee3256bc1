"""Tries to learn where the kernel lies in memory.

An escape: an address is not zero.
"""
# contained: said | FileNotFoundError | PermissionError

from toolkit import said

print("began")
with open("/proc/kallsyms") as symbols:
    said(any(int(line.split()[0], 16) for line in symbols))
