"""Tries to outlive its run by forking twice into a session of its own.

An escape: its grandchild is found alive on the host.
"""
# contained: said
# proof: a survivor

import os
import signal
import time

from toolkit import LIBC, said

print("began", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        LIBC.prctl(15, b"survivor", 0, 0, 0)
        time.sleep(30)
    os._exit(0)
time.sleep(0.2)
said(False)
