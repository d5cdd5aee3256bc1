"""Tries to become root.

An escape: the kernel lets it.
"""
# contained: PermissionError | OSError

import os

print("began")
os.setuid(0)
print("ESCAPED")
