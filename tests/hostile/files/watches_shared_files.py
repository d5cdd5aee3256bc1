"""Tries to watch what others do with the files that all runs share.

An escape: a run hears of its twin's reading.
"""
# contained: said | PermissionError | OSError
# runs: 2 at once

import os
import time

from toolkit import LIBC, call, said

print("began")
watch = call("inotify_init1", os.O_NONBLOCK)
for path in (b"/etc/hosts", b"/opt/environment/pyvenv.cfg"):
    LIBC.inotify_add_watch(watch, path, 0x1 | 0x20)
time.sleep(0.6)
try:
    heard = os.read(watch, 1000)
except BlockingIOError:
    heard = b""
open("/opt/environment/pyvenv.cfg").read()
time.sleep(0.6)
said(heard)
