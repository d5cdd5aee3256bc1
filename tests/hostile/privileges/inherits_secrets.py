"""Looks for secrets in the environment.

An escape: it holds more than four agreed names, or a canary.
"""
# contained: said

import os

from toolkit import said

print("began")
print(sorted(os.environ.values()))
said(set(os.environ) - {"HOME", "LANG", "PATH", "DATABASE_URL"})
