"""Tries to join other groups.

An escape: the kernel lets it.
"""
# contained: PermissionError | OSError

import os

print("began")
os.setgroups([0])
print("ESCAPED")
