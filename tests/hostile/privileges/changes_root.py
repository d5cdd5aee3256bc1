"""Tries the old way out of a root folder: chroot into a folder below, then climb.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("chroot", b"/work")
print("ESCAPED")
