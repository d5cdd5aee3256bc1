"""Tries to change the code that starts it and ends it, so that a failure is told as a good ending.

An escape: the run that raises has ended well, though it never chose an exit status itself.
"""
# contained: failed | said
# proof: status ok

import sys

print("began", flush=True)
frame = sys._getframe()
while frame is not None:
    for name in ("status", "error"):
        frame.f_locals.pop(name, None)
    if "print_exception" in frame.f_globals:
        frame.f_globals["print_exception"] = lambda error: None
        frame.f_globals["_exit_status"] = lambda end: 0
    frame = frame.f_back
raise RuntimeError("failed")
