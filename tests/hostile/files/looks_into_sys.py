"""Tries to read the machine's devices and control groups.

An escape: there is a /sys.
"""
# contained: said

import os

from toolkit import said

print("began")
said(os.path.lexists("/sys") or os.path.exists("/proc/fs/cgroup"))
