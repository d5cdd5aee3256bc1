"""Tries to lock memory, so that the kernel can never take it back.

An escape: it is locked.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began", flush=True)
call("mlockall", 3)
print("ESCAPED")
