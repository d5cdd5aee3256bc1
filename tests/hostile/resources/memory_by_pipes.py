"""Tries to keep kernel memory in pipes that nobody reads.

An escape: it keeps more than 64 MiB in them.
"""
# contained: said | OSError

import fcntl
import os

from toolkit import said

print("began", flush=True)
held = 0
for _ in range(12):
    kept = []
    if os.fork():
        continue
    try:
        while True:
            out, into = os.pipe2(os.O_NONBLOCK)
            kept += [out, into]
            fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, 2**20)
            while True:
                held += os.write(into, bytes(65536))
    except BlockingIOError:
        pass
    except OSError:
        print("held", held, flush=True)
    import time

    time.sleep(1)
    os._exit(0)
said(False)
