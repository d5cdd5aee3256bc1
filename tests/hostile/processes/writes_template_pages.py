"""Tries to change pages that it shares with the template, so that the next run is changed.

An escape: the second run sees what the first one wrote.
"""
# contained: said
# runs: 2

import builtins
import sys

import sqlalchemy
from toolkit import said

print("began")
changed = hasattr(builtins, "left") or hasattr(sqlalchemy, "left") or "left" in sys.modules
builtins.left = sqlalchemy.left = True
sys.modules["left"] = sys
said(changed)
