"""Tries to measure caches exactly, as side channels need it.

An escape: the kernel counts for it.
"""
# contained: OSError | PermissionError

import ctypes
import struct

from toolkit import call

print("began")
call("perf_event_open", ctypes.create_string_buffer(struct.pack("IIQ", 0, 120, 0) + bytes(104), 120), 0, -1, -1, 0)
print("ESCAPED")
