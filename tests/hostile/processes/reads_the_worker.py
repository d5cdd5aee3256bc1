"""Tries to read the worker's environment by its number on the host.

An escape: it can.
"""
# contained: FileNotFoundError | PermissionError

from toolkit import FACTS

print("began")
print("ESCAPED", open(f"/proc/{FACTS.worker_pid}/environ", "rb").read())
