"""Tries to end in a way that looks like a limit, to be excused.

An escape: the run has ended well.
"""
# contained: cpu_limit
# proof: status ok

import os
import signal

print("began", flush=True)
os.kill(os.getpid(), signal.SIGXCPU)
