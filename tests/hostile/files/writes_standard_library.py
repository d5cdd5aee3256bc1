"""Tries to change the interpreter's own library.

An escape: it can.
"""
# contained: OSError

import os

print("began")
open(os.__file__, "a")
print("ESCAPED")
