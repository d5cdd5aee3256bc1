"""Tries to outlive its time by ignoring every signal in many processes that respawn each other.

An escape: one of them is found alive on the host.
"""
# contained: timed_out
# proof: a survivor
# limits: {"seconds": 1.5}

import os
import signal
import time

from toolkit import LIBC

print("began", flush=True)
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
LIBC.prctl(15, b"survivor", 0, 0, 0)
while True:
    try:
        if os.fork():
            time.sleep(0.05)
    except OSError:
        time.sleep(0.05)
