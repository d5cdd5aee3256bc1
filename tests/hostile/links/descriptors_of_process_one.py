"""Tries to open what the first process has open.

An escape: its descriptors can be listed.
"""
# contained: PermissionError | FileNotFoundError

import os

print("began")
print("ESCAPED", os.listdir("/proc/1/fd"))
