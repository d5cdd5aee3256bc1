"""Tries the newer family of mount calls, which older filters do not know.

An escape: one of them answers.
"""
# contained: said

import ctypes

from toolkit import call, said

print("began")
found = []
for name, arguments in {
    "fsopen": (b"tmpfs", 0),
    "open_tree": (-100, b"/", 1),
    "move_mount": (-100, b"/work", -100, b"/tmp", 0),
    "mount_setattr": (-100, b"/", 0, ctypes.create_string_buffer(32), 32),
    "statmount": (ctypes.create_string_buffer(24), ctypes.create_string_buffer(512), 512, 0),
    "listmount": (
        ctypes.create_string_buffer(b"\x18" + bytes(7) + b"\xff" * 8 + bytes(8)),
        ctypes.create_string_buffer(80),
        10,
        0,
    ),
}.items():
    try:
        call(name, *arguments)
        found.append(name)
    except OSError:
        continue
print(found)
said(found)
