"""Tries to use more CPU than allowed, in several processes.

An escape: the run ends well.
"""
# contained: timed_out | cpu_limit
# proof: status ok
# limits: {"seconds": 1.5, "cpu_seconds": 1}

import os

print("began", flush=True)
os.fork()
os.fork()
while True:
    pass
