"""Tries to replace the interpreter that runs it, as CVE-2019-5736 did with runc.

An escape: its file can be opened for writing.
"""
# contained: OSError | PermissionError

import os
import sys

print("began")
descriptor = os.open(os.path.realpath(sys.executable), os.O_WRONLY)
print("ESCAPED", descriptor)
