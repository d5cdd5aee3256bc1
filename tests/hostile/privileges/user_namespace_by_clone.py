"""Tries to get a user namespace by starting a process in one.

An escape: the process starts.
"""
# contained: OSError | PermissionError

import os

from toolkit import call

print("began")
if call("clone", 0x10000000 | 17, 0, 0, 0, 0) == 0:
    print("ESCAPED", flush=True)
    os._exit(0)
print("ESCAPED")
