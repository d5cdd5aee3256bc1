"""Tries to become root in a user namespace of its own, from where most kernel holes of recent years are reached.

An escape: it gets one.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("unshare", 0x10000000)
print("ESCAPED")
