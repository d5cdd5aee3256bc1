"""Tries to make a tree so deep that whoever removes it dies of recursion.

An escape: the run does not end, or the next one does not start.
"""
# contained: said | OSError
# proof: too long
# runs: 2

import os

from toolkit import said

print("began", flush=True)
for _ in range(3500):
    os.mkdir("d")
    os.chdir("d")
said(False)
