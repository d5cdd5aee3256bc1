"""Tries to open a file by its handle, which walks around all mounts (the "shocker" exploit).

An escape: the kernel opens the host's root folder.
"""
# contained: OSError | PermissionError

import ctypes
import os

from toolkit import call

print("began")
handle = ctypes.create_string_buffer(b"\x08\0\0\0\x01\0\0\0\x02\0\0\0\0\0\0\0")
call("open_by_handle_at", os.open("/usr", os.O_RDONLY), handle, os.O_RDONLY)
print("ESCAPED")
