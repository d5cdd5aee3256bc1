"""Tries to change the mode and the times of shared files, which a read-only view of them must not allow.

An escape: one of them is changed.
"""
# contained: said

import os

from toolkit import said

print("began")
found = []
for path in ("/etc/passwd", "/opt/environment/pyvenv.cfg", os.__file__, "/"):
    for change in (lambda p: os.chmod(p, 0o777), lambda p: os.utime(p, (0, 0)), lambda p: os.chown(p, 1000, 1000)):
        try:
            change(path)
            found.append(path)
        except OSError:
            continue
said(found)
