"""Tries to plant a module among the packages that all runs share.

An escape: it can.
"""
# contained: OSError

import sys

print("began")
site = next(path for path in sys.path if path.endswith("site-packages"))
open(f"{site}/sitecustomize.py", "w")
print("ESCAPED")
