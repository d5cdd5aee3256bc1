"""Tries to blame the platform: it ends itself with the signal by which the host ends runs.

An escape: the ending is taken for a limit or for our fault.
"""
# contained: crashed

import os
import signal

print("began", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
