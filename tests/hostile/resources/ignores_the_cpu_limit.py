"""Tries to go on after the signal that tells of the CPU limit.

An escape: it goes on.
"""
# contained: crashed | timed_out | cpu_limit
# proof: status ok
# limits: {"seconds": 4, "cpu_seconds": 1}

import signal

print("began", flush=True)
signal.signal(signal.SIGXCPU, signal.SIG_IGN)
while True:
    pass
