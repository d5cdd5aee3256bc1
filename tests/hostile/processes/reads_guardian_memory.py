"""Tries to read the memory of the process that started it, where the order with all its numbers lies.

An escape: a byte is read.
"""
# contained: PermissionError | FileNotFoundError

print("began")
with open("/proc/1/mem", "rb") as memory:
    print("ESCAPED", memory.read(1))
