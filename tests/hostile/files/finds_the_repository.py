"""Tries to read the platform's own code, which would tell how it is guarded, and where answers are kept.

An escape: anything of it but the template's folder is there.
"""
# contained: said

import os

from toolkit import FACTS, said

print("began")
box = "/opt/box/sandbox"
said(os.path.exists(FACTS.repository) or (os.path.exists(box) and os.listdir(box) != ["template"]))
