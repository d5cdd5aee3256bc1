"""Tries to make the read-only root writable.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("mount", b"none", b"/", None, 32 | 4096, None)
print("ESCAPED")
