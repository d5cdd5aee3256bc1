"""Tries to name a program that the kernel is to start when something crashes, as many container escapes did.

An escape: the setting can be written.
"""
# contained: OSError | FileNotFoundError | PermissionError

print("began")
open("/proc/sys/kernel/core_pattern", "w").write("|/work/mine")
print("ESCAPED")
