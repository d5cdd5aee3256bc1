"""Tries to raise its own limits.

An escape: a limit is higher afterwards.
"""
# contained: said

import resource

from toolkit import said

print("began")
found = []
for name in (name for name in dir(resource) if name.startswith("RLIMIT_")):
    number = getattr(resource, name)
    before = resource.getrlimit(number)
    try:
        resource.setrlimit(number, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        found += [name] if before != (resource.RLIM_INFINITY, resource.RLIM_INFINITY) else []
    except (ValueError, OSError):
        continue
said(found)
