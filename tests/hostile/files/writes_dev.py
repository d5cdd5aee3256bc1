"""Tries to use /dev as a place to keep files.

An escape: it can.
"""
# contained: OSError

print("began")
open("/dev/kept", "w")
print("ESCAPED")
