"""Tries to run a child under its own control, which could make calls after the filter has looked at them.

An escape: the child can be traced.
"""
# contained: said

import os
import time

from toolkit import call, said

print("began", flush=True)
child = os.fork()
if child == 0:
    time.sleep(1)
    os._exit(0)
try:
    call("ptrace", 0x4206, child, 0, 0)
    found = True
except OSError:
    found = False
said(found)
