"""Looks for the order that its guardian got, and for the modules that carry it out.

An escape: there is an open socket among its objects, or an order that tells more than the program may know.
"""
# contained: said

import contextlib
import gc
import os

from toolkit import said

print("began")
orders = [
    one for one in gc.get_objects() if isinstance(one, dict) and "database_bytes" in one and "output_bytes" in one
]
sockets = []
for one in gc.get_objects():
    if type(one).__name__ == "socket" and one.fileno() >= 0:
        with contextlib.suppress(OSError):
            os.fstat(one.fileno())
            sockets.append(one)
foreign = [order for order in orders if "files" in order and set(order) - {"files", "entry", "environment", "limits"}]
said(sockets or foreign)
