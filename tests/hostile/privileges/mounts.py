"""Tries to mount a file system.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("mount", b"none", b"/work", b"tmpfs", 0, None)
print("ESCAPED")
