"""Tries to send signals to the worker by its number on the host.

An escape: there is such a process in here.
"""
# contained: ProcessLookupError | PermissionError

import os
import signal

from toolkit import FACTS

print("began")
os.kill(FACTS.worker_pid, signal.SIGTERM)
print("ESCAPED")
