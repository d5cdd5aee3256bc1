"""Tries to fill the machine with threads.

An escape: it gets more of them than the limit.
"""
# contained: RuntimeError

import threading
import time

print("began", flush=True)
for _ in range(2000):
    threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
print("ESCAPED")
