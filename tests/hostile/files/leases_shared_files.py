"""Tries to hold a lease on a shared file, which makes the host's own writers wait.

An escape: the lease is given.
"""
# contained: PermissionError | BlockingIOError | OSError

import fcntl
import os

print("began")
fcntl.fcntl(os.open("/etc/hosts", os.O_RDONLY), fcntl.F_SETLEASE, fcntl.F_RDLCK)
print("ESCAPED")
