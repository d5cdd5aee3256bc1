"""Tries to be excused by printing the last line of a memory error and leaving.

An escape: the run has ended well.
"""
# contained: out_of_memory | failed
# proof: status ok

import sys

print("began", flush=True)
print("MemoryError", file=sys.stderr)
sys.exit(1)
