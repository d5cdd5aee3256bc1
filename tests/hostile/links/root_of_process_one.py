"""Tries to leave by the root folder of the first process.

An escape: it can be listed.
"""
# contained: PermissionError | FileNotFoundError

import os

print("began")
print("ESCAPED", os.listdir("/proc/1/root/"))
