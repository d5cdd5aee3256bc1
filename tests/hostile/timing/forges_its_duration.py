"""Tries to seem fast by changing what the clocks of its process tell.

An escape: the duration that the host tells is shorter than the time it slept.
"""
# contained: said
# proof: a forged duration

import time

from toolkit import said

print("began", flush=True)
really = time.sleep
time.monotonic = time.perf_counter = time.time = lambda: 0.0
really(0.5)
said(False)
