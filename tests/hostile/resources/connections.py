"""Tries to use up the worker's descriptors by connections that say nothing.

An escape: hundreds of them are held at once; a neighbour could not connect any more.
"""
# contained: said | timed_out | database_limit
# limits: {"seconds": 4}

import os
import socket
import time

from toolkit import DATABASE, said

print("began", flush=True)
for _ in range(30):
    if os.fork() == 0:
        kept = []
        try:
            while True:
                kept.append(socket.create_connection(DATABASE, timeout=0.5))
        except OSError:
            time.sleep(3)
        os._exit(0)
time.sleep(2)
said(False)
