"""Tries to leave files for the next run, in every place that it may write to.

An escape: the second run finds what the first has left.
"""
# contained: said
# runs: 2

import os

from toolkit import said

print("began")
places = ("/work/left", "/tmp/left", "/dev/shm/left", "/tmp/shm/left", "/tmp/work/left", os.path.expanduser("~/.left"))
found = [place for place in places if os.path.exists(place)]
for place in places:
    try:
        open(place, "w").write("left")
    except OSError:
        continue
said(found)
