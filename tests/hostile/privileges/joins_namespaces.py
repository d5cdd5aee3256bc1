"""Tries to join the namespaces of the first process.

An escape: it can join one.
"""
# contained: said

import os

from toolkit import call, said

print("began")
found = []
for name in ("user", "mnt", "net", "pid", "ipc", "uts", "cgroup"):
    for process in ("1", "self"):
        try:
            call("setns", os.open(f"/proc/{process}/ns/{name}", os.O_RDONLY), 0)
            found.append(name)
        except OSError:
            continue
said(found)
