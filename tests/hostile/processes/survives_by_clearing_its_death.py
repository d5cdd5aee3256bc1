"""Tries to outlive its parents by taking back the signal that it is to get when they die.

An escape: the child is found alive on the host.
"""
# contained: said
# proof: a survivor

import os
import time

from toolkit import LIBC, said

print("began", flush=True)
if os.fork() == 0:
    LIBC.prctl(1, 0, 0, 0, 0)
    LIBC.prctl(36, 1, 0, 0, 0)
    os.closerange(0, 256)
    LIBC.prctl(15, b"survivor", 0, 0, 0)
    time.sleep(30)
    os._exit(0)
time.sleep(0.2)
said(False)
