"""Tries to keep something in the kernel's keyrings, which a user's processes share and which outlive them.

An escape: a key is stored.
"""
# contained: OSError | PermissionError
# runs: 2

from toolkit import call

print("began")
call("add_key", b"user", b"left", b"x", 1, -4)
print("ESCAPED")
