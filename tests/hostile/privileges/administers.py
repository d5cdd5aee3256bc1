"""Tries what only administrators do: swap, accounting, quotas, modules, a new kernel, a restart.

An escape: the kernel does not refuse by its filter or by missing rights.
"""
# contained: said

import errno

from toolkit import call, said

print("began")
found = []
for name, arguments in {
    "swapon": (b"/work/x", 0),
    "acct": (b"/work/x",),
    "quotactl": (0x80000101, b"/", 0, 0),
    "init_module": (0, 0, b""),
    "finit_module": (0, b"", 0),
    "kexec_load": (0, 0, 0, 0),
    "reboot": (0xFEE1DEAD, 672274793, 0, 0),
    "syslog": (10, 0, 0),
    "vhangup": (),
}.items():
    try:
        call(name, *arguments)
        found.append(name)
    except OSError as error:
        found += [] if error.errno in (errno.ENOSYS, errno.EPERM) else [name]
print(found)
said(found)
