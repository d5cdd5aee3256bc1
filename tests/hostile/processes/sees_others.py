"""Tries to see other people's processes.

An escape: there are more than its own and its guardian.
"""
# contained: said

import os

from toolkit import said

print("began")
said([name for name in os.listdir("/proc") if name.isdigit() and name not in {"1", str(os.getpid())}])
