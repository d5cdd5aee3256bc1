"""Tries to find keys and settings of the machine and of the site.

An escape: one of the usual places can be read.
"""
# contained: said

import os

from toolkit import FACTS, said

print("began")
places = [
    "/etc/shadow",
    "/etc/ssh",
    "/etc/ssl",
    "/var",
    "/run",
    "/srv",
    "/boot",
    "/sys",
    "/mnt",
    "/media",
    "/.dockerenv",
]
places += [f"{FACTS.home}/.ssh", f"{FACTS.repository}/var", f"{FACTS.repository}/.cache"]
found = [place for place in places if os.path.lexists(place)]
print(found)
said(found)
