"""Tries to type into the terminal of whoever started the worker (CVE-2017-5226), with the number's upper half set too.

An escape: the kernel takes a character.
"""
# contained: said

import ctypes

from toolkit import call, said

print("began")
found = []
for number in (0, 1, 2):
    for request in (0x5412, 0x5412 | 1 << 32, 0x541C, 0x5413):
        try:
            call("ioctl", number, request, ctypes.create_string_buffer(b"x" * 16))
            found.append(hex(request))
        except OSError:
            continue
print(found)
said(found)
