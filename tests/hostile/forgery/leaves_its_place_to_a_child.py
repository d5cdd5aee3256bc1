"""Tries to end well while a child goes on with the work, so that the time is not counted.

An escape: the child's word arrives.
"""
# contained: said

import os
import time

from toolkit import said

print("began", flush=True)
if os.fork() == 0:
    time.sleep(0.4)
    print("ESCAPED", flush=True)
    os._exit(0)
said(False)
os._exit(0)
