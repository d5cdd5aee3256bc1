"""Tries fanotify, which watches whole file systems.

An escape: the kernel gives a watch.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began")
call("fanotify_init", 0x200, 0)
print("ESCAPED")
