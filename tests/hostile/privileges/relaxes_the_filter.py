"""Tries to lay a filter on top that allows everything, and to switch off the strict one.

An escape: a forbidden call works afterwards.
"""
# contained: OSError | PermissionError

import ctypes
import struct

from toolkit import LIBC, call

print("began")
code = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000), 8)
LIBC.prctl(22, 2, struct.pack("HxxxxxxP", 1, ctypes.addressof(code)), 0, 0)
LIBC.prctl(22, 0, 0, 0, 0)
call("unshare", 0x10000000)
print("ESCAPED")
