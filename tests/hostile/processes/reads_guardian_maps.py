"""Tries to learn where its guardian's code lies.

An escape: it can.
"""
# contained: PermissionError | FileNotFoundError

print("began")
print("ESCAPED", open("/proc/1/maps").read())
