"""Tries to make the kernel do as if the administrator had pressed its emergency keys.

An escape: it can be written.
"""
# contained: OSError | FileNotFoundError | PermissionError

print("began")
open("/proc/sysrq-trigger", "w").write("h")
print("ESCAPED")
