"""Tries to use up the kernel's memory by empty files.

An escape: it makes more than 5000.
"""
# contained: OSError

import os

print("began", flush=True)
for number in range(5000):
    os.close(os.open(f"/work/{number}", os.O_CREAT | os.O_WRONLY))
print("ESCAPED")
