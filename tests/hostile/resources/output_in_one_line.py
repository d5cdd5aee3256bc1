"""Tries to flood whoever reads lines, by one that does not end.

An escape: more than the limit is kept, or the run goes on.
"""
# contained: output_limit
# proof: too much output

import os

print("began", flush=True)
while True:
    os.write(1, b"\0" * 65536)
