"""Tries to leave by a folder that was left open, through /proc/self/fd (the leak of CVE-2024-21626).

An escape: one of its own descriptors is a folder.
"""
# contained: said

import os
import stat

from toolkit import said

print("began")
folders = []
for number in range(256):
    try:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            folders.append(number)
    except OSError:
        continue
said(folders)
