"""Tries to frighten whoever copies its files, by a sparse one of a terabyte.

An escape: it can make it.
"""
# contained: OSError | PermissionError | crashed

import os

print("began", flush=True)
os.truncate(os.open("/work/sparse", os.O_CREAT | os.O_RDWR), 2**40)
print("ESCAPED")
