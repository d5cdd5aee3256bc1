"""Tries to print after its end: by exit handlers and a thread that goes on.

An escape: the thread's word arrives.
"""
# contained: said

import atexit
import threading
import time

from toolkit import said

print("began")
atexit.register(lambda: time.sleep(0.1))
threading.Thread(target=lambda: (time.sleep(0.5), print("ESCAPED", flush=True)), daemon=True).start()
said(False)
