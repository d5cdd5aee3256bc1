"""Tries to kill every process it may send a signal to, by the number that means all.

An escape: the host or another run loses a process.
"""
# contained: said | PermissionError | ProcessLookupError

import os
import signal
import time

from toolkit import FACTS, said

print("began", flush=True)
os.kill(-1, signal.SIGTERM)
try:
    os.kill(FACTS.worker_pid, 0)
    print("ESCAPED")
except (ProcessLookupError, PermissionError):
    time.sleep(0.2)
said(False)
