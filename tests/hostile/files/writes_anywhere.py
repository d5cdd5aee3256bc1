"""Tries to make a folder in every folder of the file system that is not the run's own.

An escape: one lets it.
"""
# contained: said

import os

from toolkit import said

print("began")
own = ("/work", "/tmp", "/dev/shm", "/proc")
found = []
for folder, below, _ in os.walk("/"):
    below[:] = [name for name in below if os.path.join(folder, name) not in own and name != "site-packages"]
    try:
        os.mkdir(os.path.join(folder, "escaped"))
        found.append(folder)
    except OSError:
        continue
print(found)
said(found)
