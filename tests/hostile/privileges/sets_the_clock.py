"""Tries to change the machine's time.

An escape: one of the calls works.
"""
# contained: said

import ctypes

from toolkit import call, said

print("began")
found = []
now = ctypes.create_string_buffer(16)
for name, arguments in {"settimeofday": (now, None), "clock_settime": (0, now)}.items():
    try:
        call(name, *arguments)
        found.append(name)
    except OSError:
        continue
said(found)
