"""Tries to be told as ended well although its time was over, by ending at the very moment.

An escape: it is told as well ended after more than its time, with all the patience there is.
"""
# contained: timed_out | said
# proof: ended well too late
# limits: {"seconds": 1}

import time

from toolkit import said

print("began", flush=True)
said(False)
time.sleep(0.985)
