"""Tries to use up the kernel's memory by timers and signals that wait.

An escape: it gets ten thousand timers.
"""
# contained: OSError

import ctypes

from toolkit import call

print("began", flush=True)
blank = ctypes.create_string_buffer(8)
for _ in range(10_000):
    call("timer_create", 1, None, blank)
print("ESCAPED")
