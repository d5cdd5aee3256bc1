"""Tries to fill the machine with processes.

An escape: the run ends well, or its neighbours do not.
"""
# contained: timed_out | out_of_memory | cpu_limit
# proof: status ok
# limits: {"seconds": 1.5}

import os

print("began", flush=True)
while True:
    try:
        os.fork()
    except OSError:
        continue
