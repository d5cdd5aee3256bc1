"""Tries to find devices other than null, zero, full and the random ones.

An escape: there is one that can be opened.
"""
# contained: said

import os
import stat

from toolkit import said

print("began")
found = []
for folder, _, names in os.walk("/dev"):
    for name in names:
        path = os.path.join(folder, name)
        try:
            mode = os.lstat(path).st_mode
            if (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and name not in {"null", "zero", "full", "random", "urandom"}:
                os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY))
                found.append(path)
        except OSError:
            continue
print(found)
said(found)
