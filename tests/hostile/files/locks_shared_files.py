"""Tries to use locks on a shared file as a channel to another run.

An escape: a run cannot get the lock that its twin holds.
"""
# contained: said | PermissionError | OSError
# runs: 2 at once

import fcntl
import os
import time

from toolkit import said

print("began")
shared = os.open("/etc/passwd", os.O_RDONLY)
try:
    fcntl.flock(shared, fcntl.LOCK_EX | fcntl.LOCK_NB)
    taken = False
except BlockingIOError:
    taken = True
time.sleep(0.8)
said(taken)
