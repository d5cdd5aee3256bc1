"""Tries to make a terminal, on whose ioctls escapes were built.

An escape: it gets one.
"""
# contained: OSError | FileNotFoundError

import os

print("began")
os.openpty()
print("ESCAPED")
