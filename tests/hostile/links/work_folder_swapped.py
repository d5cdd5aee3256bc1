"""Tries to replace its work folder by a link to somewhere else.

An escape: it can.
"""
# contained: OSError

import os

print("began")
os.rename("/work", "/tmp/old")
print("ESCAPED")
