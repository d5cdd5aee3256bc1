"""Tries to read the kernel's messages.

An escape: it can.
"""
# contained: OSError | FileNotFoundError | PermissionError

print("began")
open("/proc/kmsg", "rb")
print("ESCAPED")
