"""Tries to climb above its root folder.

An escape: the folder above the root is another one.
"""
# contained: said

import os

from toolkit import said

print("began")
os.chdir("/")
for _ in range(30):
    os.chdir("..")
said(os.stat(".").st_ino != os.stat("/").st_ino or os.path.exists("../home"))
