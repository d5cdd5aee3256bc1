"""Tries to enter as a replica, which may read the server's whole log.

An escape: the server takes it for one.
"""
# contained: said

from toolkit import Wire, said

print("began")
found = []
for value in ("true", "database", "1", "on", "yes", "false"):
    try:
        Wire(replication=value).query("IDENTIFY_SYSTEM")
        found.append(value)
    except ConnectionError:
        continue
said(found)
