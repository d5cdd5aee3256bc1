"""Tries to copy a descriptor out of its guardian: the channel to the host is one.

An escape: it gets one.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("pidfd_getfd", call("pidfd_open", 1, 0), 0, 0)
print("ESCAPED")
