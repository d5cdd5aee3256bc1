"""Looks for a capability in any of the five sets.

An escape: there is one.
"""
# contained: said

import ctypes

from toolkit import LIBC, call, said

print("began")
data = ctypes.create_string_buffer(24)
LIBC.capget(ctypes.create_string_buffer(b"\x22\x05\x08\x20\0\0\0\0"), data)
bounding = [number for number in range(41) if LIBC.prctl(23, number, 0, 0, 0) == 1]
ambient = [number for number in range(41) if LIBC.prctl(47, 1, number, 0, 0) == 1]
said(any(data.raw) or bounding or ambient or call("prctl", 39, 0, 0, 0, 0) != 1)
