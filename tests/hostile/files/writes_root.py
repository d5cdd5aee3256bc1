"""Tries to make a file in the root folder.

An escape: it can.
"""
# contained: OSError

print("began")
open("/escaped", "w")
print("ESCAPED")
