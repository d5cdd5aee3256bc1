"""Tries to have the host follow links that lie where it laid the program's files.

An escape: anything of the host turns up in what the run tells, or the next run starts from the changed file.
"""
# contained: said
# runs: 2

import os

from toolkit import FACTS, said

print("began")
changed = os.path.islink("/work/main.py")
for name in os.listdir("/work"):
    if os.path.isfile(f"/work/{name}"):
        os.remove(f"/work/{name}")
        os.symlink(FACTS.secret_file, f"/work/{name}")
said(changed)
