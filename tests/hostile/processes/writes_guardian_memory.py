"""Tries to change its guardian through the newer calls for other processes' memory.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

import ctypes

from toolkit import call

print("began")
blank = ctypes.create_string_buffer(64)
call("process_vm_writev", 1, blank, 1, blank, 1, 0)
print("ESCAPED")
