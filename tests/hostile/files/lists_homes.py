"""Tries to find folders of people.

An escape: one is there.
"""
# contained: said

import os

from toolkit import FACTS, said

print("began")
said(any(os.path.exists(path) for path in ("/root", "/home", FACTS.home)))
