"""Tries to find a program that runs with its owner's rights.

An escape: there is one on a mount that lets it.
"""
# contained: said

import os
import stat

from toolkit import said

print("began")
found = []
for folder, below, names in os.walk("/usr"):
    for name in names:
        path = os.path.join(folder, name)
        mode = os.lstat(path).st_mode
        if mode & (stat.S_ISUID | stat.S_ISGID) and stat.S_ISREG(mode) and not os.statvfs(path).f_flag & os.ST_NOSUID:
            found.append(name)
said(found)
