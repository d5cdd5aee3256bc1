"""Tries to take back the promise never to gain privileges.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("prctl", 38, 0, 0, 0, 0)
print("ESCAPED")
