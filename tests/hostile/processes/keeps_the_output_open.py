"""Tries to hold its run open by a child that keeps the output's pipe.

An escape: the run does not end when the program does.
"""
# contained: said
# proof: too long
# limits: {"seconds": 8}

import os
import time

from toolkit import said

print("began", flush=True)
if os.fork() == 0:
    os.setsid()
    time.sleep(60)
said(False)
