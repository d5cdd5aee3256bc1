"""Tries to have a child's good ending taken for its own.

An escape: the run that raises has ended well.
"""
# contained: RuntimeError
# proof: status ok

import os
import time

print("began", flush=True)
if os.fork() == 0:
    os.setsid()
    os._exit(0)
time.sleep(0.1)
raise RuntimeError("failed")
