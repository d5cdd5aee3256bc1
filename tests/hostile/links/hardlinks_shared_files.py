"""Tries to take hold of a shared file by a hard link.

An escape: it gets one.
"""
# contained: OSError

import os

print("began")
os.link("/etc/passwd", "/work/passwd")
print("ESCAPED")
