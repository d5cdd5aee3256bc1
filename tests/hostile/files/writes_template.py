"""Tries to change the code from which all runs are made.

An escape: it can.
"""
# contained: OSError | FileNotFoundError

print("began")
open("/opt/box/sandbox/template/program.py", "a")
print("ESCAPED")
