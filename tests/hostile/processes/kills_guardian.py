"""Tries to kill its guardian, who tells the host how it ended.

An escape: the run ends as if the guardian had died, or the guardian takes the signal.
"""
# contained: said | PermissionError

import os
import signal
import time

from toolkit import said

print("began")
for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGSTOP, signal.SIGHUP, signal.SIGSEGV):
    os.kill(1, number)
time.sleep(0.3)
said(False)
