"""Tries to run before everybody else.

An escape: the kernel gives it a better or a real-time priority.
"""
# contained: said

import os
import struct

from toolkit import call, said

print("began")
found = []
for name, attempt in {
    "nice": lambda: os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0) - 1),
    "realtime": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
    "deadline": lambda: call("sched_setattr", 0, struct.pack("IIQiIQQQ", 48, 6, 0, 0, 0, 10**7, 10**8, 10**8), 0),
    "disk": lambda: call("ioprio_set", 1, 0, 1 << 13),
}.items():
    try:
        attempt()
        found.append(name)
    except OSError:
        continue
print(found)
said(found)
