"""Tries to open descriptors without end.

An escape: it holds more than 256.
"""
# contained: OSError

import os

print("began", flush=True)
for _ in range(1000):
    os.dup(0)
print("ESCAPED")
