"""Tries to find any socket in the file system: a container engine's, a display's, a message bus's, a database's.

An escape: there is one.
"""
# contained: said

import os
import stat

from toolkit import said

print("began")
found = []
for folder, below, names in os.walk("/"):
    below[:] = [name for name in below if name not in {"proc", "site-packages"}]
    found += [name for name in names if stat.S_ISSOCK(os.lstat(os.path.join(folder, name)).st_mode)]
said(found)
