"""Tries names that whoever lists files may stumble over: newlines, escape codes, options, no text at all.

An escape: the run does not end well.
"""
# contained: said

import os

from toolkit import said

print("began", flush=True)
for name in (b"-rf", b"\n", b"\x1b[2J", b"\xff\xfe", b"a" * 255, "\u202egpj.exe".encode(), b"$(reboot)", b"..."):
    os.close(os.open(b"/work/" + name, os.O_CREAT | os.O_WRONLY))
said(False)
