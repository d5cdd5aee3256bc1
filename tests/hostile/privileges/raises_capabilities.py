"""Tries to give itself all capabilities.

An escape: the kernel lets it.
"""
# contained: PermissionError | OSError

import ctypes

from toolkit import call

print("began")
everything = ctypes.create_string_buffer(b"\xff" * 12 + b"\xff" * 12)
call("capset", ctypes.create_string_buffer(b"\x22\x05\x08\x20\0\0\0\0"), everything)
print("ESCAPED")
