"""Tries to keep kernel memory in pipes that nobody reads, from many processes.

An escape: they keep more than 128 MiB, twice what the kernel grants one user before it shrinks new pipes.
"""
# contained: said

import fcntl
import os
import time

from toolkit import said

PROCESSES = 12


def fill() -> int:
    held, kept = 0, []
    try:
        while True:
            out, into = os.pipe2(os.O_NONBLOCK)
            kept += [out, into]
            try:
                fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, 2**20)
            except OSError:
                pass
            try:
                while True:
                    held += os.write(into, bytes(65536))
            except BlockingIOError:
                continue
    except OSError:
        return held


print("began", flush=True)
told, tell = os.pipe()
for _ in range(PROCESSES):
    if os.fork() == 0:
        os.write(tell, fill().to_bytes(8, "big"))
        time.sleep(2)
        os._exit(0)
amounts = [int.from_bytes(os.read(told, 8), "big") for _ in range(PROCESSES)]
print("held", sum(amounts))
said(sum(amounts) > 128 * 2**20)
