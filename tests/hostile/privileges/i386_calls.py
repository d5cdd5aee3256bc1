"""Tries to enter the kernel by int 0x80, the door of i386 programs.

An escape: the call is answered.
"""
# contained: crashed | said

import ctypes
import mmap
import platform

from toolkit import said

print("began", flush=True)
if platform.machine() == "x86_64":
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20 (getpid); int 0x80; ret
    code = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    said(code() > 0)
else:
    said(False)
