"""Tries to hang its run by blocking every signal in a loop.

An escape: the run takes much longer than its two seconds.
"""
# contained: timed_out
# proof: too long
# limits: {"seconds": 2}

import signal

print("began", flush=True)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
while True:
    pass
