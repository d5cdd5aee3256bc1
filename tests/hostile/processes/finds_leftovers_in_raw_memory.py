"""Looks through every readable byte of its own memory, which it shares with the template, for canaries.

An escape: the secret, the worker's settings, or a key of the site is there.
"""
# contained: said | FileNotFoundError | PermissionError

import re

from toolkit import said

print("began")
pattern = re.compile(rb"[C]ANARY-[0-9a-f]{24}|[C]LASSROOM_SECRET_KEY=|[p]ostgresql://[a-z]+@/")
found = []
memory = open("/proc/self/mem", "rb")
for line in open("/proc/self/maps"):
    span, rights, *rest = line.split()
    start, end = (int(part, 16) for part in span.split("-"))
    if rights[0] == "r" and "[v" not in line:
        try:
            memory.seek(start)
            found += pattern.findall(memory.read(min(end - start, 2**26)))
        except (OSError, ValueError, OverflowError):
            continue
print(found)
said(found)
