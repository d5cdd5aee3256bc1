"""Tries to leave by the work folder of the first process, as CVE-2024-21626 did.

An escape: it can be entered.
"""
# contained: PermissionError | FileNotFoundError

import os

print("began")
os.chdir("/proc/1/cwd")
print("ESCAPED")
