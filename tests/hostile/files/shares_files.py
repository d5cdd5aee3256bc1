"""Tries to see another run's files while both are alive.

An escape: a run finds the file that its twin, or the victim beside it, keeps open.
"""
# contained: said
# runs: 2 at once

import glob
import os
import time

from toolkit import said

print("began")
open(f"/tmp/twin-{os.urandom(4).hex()}", "w").write("x")
time.sleep(0.5)
twins = glob.glob("/tmp/**/twin-*", recursive=True) + glob.glob("/dev/shm/twin-*")
said(len(twins) > 1 or glob.glob("/**/victim"))
