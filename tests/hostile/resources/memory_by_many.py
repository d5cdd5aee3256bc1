"""Tries to take all memory in many processes, each of them below the limit.

An escape: together they get more.
"""
# contained: out_of_memory

import os
import time

print("began", flush=True)
for _ in range(9):
    if os.fork() == 0:
        break
kept = bytearray(b"x" * (100 * 2**20))
time.sleep(2)
print("ESCAPED")
