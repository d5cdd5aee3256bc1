"""Tries to foresee seeds that are made of the time since the machine started, by reading when the host's processes began.

An escape: it can read the start of a process that is not its own.
"""
# contained: said

import os

from toolkit import FACTS, said

print("began")
said(
    [
        pid
        for pid in (2, FACTS.worker_pid, os.getppid() + 5)
        if pid != os.getpid() and os.path.exists(f"/proc/{pid}/stat")
    ]
)
