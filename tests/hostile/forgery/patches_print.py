"""Tries to mislead whoever relies on Python in its process: it patches print, open, exit and the streams.

An escape: the run that never prints by other means ends otherwise than it should.
"""
# contained: said
# proof: a forged event

import builtins
import os
import sys

print("began", flush=True)
builtins.print = builtins.open = builtins.exit = lambda *words, **more: None
sys.excepthook = sys.exit = os._exit
sys.stdout = sys.stderr = None
os.write(1, b"contained\n")
