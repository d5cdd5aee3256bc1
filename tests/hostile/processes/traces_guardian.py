"""Tries to attach to its guardian as a debugger.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("ptrace", 16, 1, 0, 0)
print("ESCAPED")
