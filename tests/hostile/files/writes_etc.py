"""Tries to change who the users are.

An escape: it can.
"""
# contained: OSError

print("began")
open("/etc/passwd", "a")
print("ESCAPED")
