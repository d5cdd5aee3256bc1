"""Tries to hang its run for ever by stopping every process of it.

An escape: the run takes much longer than its two seconds.
"""
# contained: timed_out
# proof: too long
# limits: {"seconds": 2}

import os
import signal

print("began", flush=True)
os.kill(0, signal.SIGSTOP)
