"""Tries to get a user namespace by the newer call, whose arguments a filter cannot see.

An escape: the process starts.
"""
# contained: OSError | PermissionError

import ctypes
import os
import struct

from toolkit import call

print("began")
wanted = ctypes.create_string_buffer(struct.pack("11Q", 0x10000000, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0))
if call("clone3", wanted, 88) == 0:
    print("ESCAPED", flush=True)
    os._exit(0)
print("ESCAPED")
