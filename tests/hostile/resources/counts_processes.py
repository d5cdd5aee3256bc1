"""Tries to have more processes than allowed.

An escape: it has more than 48.
"""
# contained: BlockingIOError

import os
import time

print("began", flush=True)
for _ in range(100):
    if os.fork() == 0:
        time.sleep(3)
        os._exit(0)
print("ESCAPED")
