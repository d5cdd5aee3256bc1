"""Tries to take memory that belongs to no single process: shared anonymous mappings.

An escape: it keeps more than its limit.
"""
# contained: out_of_memory | OSError

import mmap
import time

print("began", flush=True)
kept = []
for _ in range(12):
    area = mmap.mmap(-1, 100 * 2**20)
    for at in range(0, len(area), 4096):
        area[at] = 1
    kept.append(area)
time.sleep(0.5)
print("ESCAPED")
