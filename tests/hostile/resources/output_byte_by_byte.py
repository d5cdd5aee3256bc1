"""Tries to flood whoever makes an event of each piece of output.

An escape: there are more events than a browser could show.
"""
# contained: said | timed_out | output_limit
# proof: a flood of events
# limits: {"seconds": 4}

import os
import time

from toolkit import said

print("began", flush=True)
for _ in range(20_000):
    os.write(1, b"x")
    os.write(2, b"y")
    time.sleep(0)
print()
said(False)
