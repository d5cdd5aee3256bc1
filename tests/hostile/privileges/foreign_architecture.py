"""Tries the system calls of the 32-bit world, whose numbers mean something else than the filter thinks.

An escape: one of them is answered.
"""
# contained: crashed | OSError | said

import platform

from toolkit import LIBC, said

print("began", flush=True)
said(platform.machine() == "x86_64" and LIBC.syscall(0x40000000 + 39) > 0)
