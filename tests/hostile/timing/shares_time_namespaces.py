"""Tries to shift its clocks by a time namespace.

An escape: it gets one.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("unshare", 0x80)
print("ESCAPED")
