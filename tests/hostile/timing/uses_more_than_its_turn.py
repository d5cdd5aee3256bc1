"""Tries to take the processor from everybody else, by all the threads and processes it can have.

An escape: a neighbour, which runs all the time, does not get its turn.
"""
# contained: timed_out | cpu_limit
# limits: {"seconds": 2}

import contextlib
import os
import threading

print("began", flush=True)
for _ in range(5):
    with contextlib.suppress(OSError):
        os.fork()


def spin():
    while True:
        pass


for _ in range(3):
    try:
        threading.Thread(target=spin, daemon=True).start()
    except RuntimeError:
        break
spin()
