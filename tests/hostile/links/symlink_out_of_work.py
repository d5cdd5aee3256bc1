"""Tries to reach the host by symbolic links, as the host's collecting of result files was tricked elsewhere.

An escape: one of them leads to the secret.
"""
# contained: said

import os

from toolkit import FACTS, said

print("began")
os.symlink(FACTS.secret_file, "/work/out")
os.symlink("/proc/1/root" + FACTS.secret_file, "/work/root")
os.symlink("../../../../../.." + FACTS.secret_file, "/work/up")
found = []
for name in ("out", "root", "up"):
    try:
        found.append(open(f"/work/{name}").read())
    except OSError:
        continue
said(found)
