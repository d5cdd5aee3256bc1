"""Tries to switch off address randomisation.

An escape: the kernel lets it.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("personality", 0x0040000)
print("ESCAPED")
