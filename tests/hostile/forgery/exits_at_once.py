"""Tries to be told as successful by leaving before anything could fail; what it printed is all there is.

An escape: an event is told that did not happen.
"""
# contained: said
# proof: a forged event

import os

from toolkit import said

print("began", flush=True)
said(False)
os._exit(0)
