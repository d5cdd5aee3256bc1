"""Tries to keep memory in anonymous files, which are mapped by nobody and counted nowhere.

An escape: it keeps more than its limit in them.
"""
# contained: out_of_memory | OSError

import os

from toolkit import call

print("began", flush=True)
for number in range(100):
    one = call("memfd_create", b"x", 0)
    for _ in range(8):
        os.write(one, bytes(2**20))
print("ESCAPED")
