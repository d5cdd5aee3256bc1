"""Tries to find tools: a shell, a compiler, a file fetcher.

An escape: one can be started.
"""
# contained: said

import os

from toolkit import said

print("began")
tools = (
    "sh",
    "bash",
    "dash",
    "busybox",
    "gcc",
    "cc",
    "perl",
    "curl",
    "wget",
    "mount",
    "su",
    "sudo",
    "bwrap",
    "unshare",
    "psql",
)
places = ("/bin", "/usr/bin", "/sbin", "/usr/sbin", "/usr/local/bin", "/opt/environment/bin", "/opt/postgres/bin")
said([tool for tool in tools for place in places if os.access(f"{place}/{tool}", os.X_OK)])
