"""Tries to keep kernel memory in message queues.

An escape: it gets a queue.
"""
# contained: OSError | PermissionError

from toolkit import call

print("began", flush=True)
queue = call("msgget", 0, 0o1600)
print("ESCAPED", queue)
