"""Tries to take away what was mounted over something.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("umount2", b"/work", 2)
print("ESCAPED")
