"""Tries to get between its guardian and the end of its own children, by becoming their reaper.

An escape: the run does not end when the program does.
"""
# contained: said
# proof: too long
# limits: {"seconds": 8}

import os
import time

from toolkit import LIBC, said

print("began", flush=True)
LIBC.prctl(36, 1, 0, 0, 0)
for _ in range(5):
    if os.fork() == 0:
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
said(False)
