"""Tries the kernel's large interfaces, in which most holes are found and which no lesson needs.

An escape: one of them exists for this program.
"""
# contained: said

import ctypes
import errno

from toolkit import call, said

print("began")
found = []
blank = ctypes.create_string_buffer(256)
for name, arguments in {
    "bpf": (0, blank, 128),
    "perf_event_open": (blank, 0, -1, -1, 0),
    "userfaultfd": (1,),
    "io_uring_setup": (1, blank),
    "io_setup": (1, blank),
    "memfd_secret": (0,),
    "fanotify_init": (0, 0),
    "pidfd_getfd": (0, 0, 0),
    "process_vm_readv": (1, blank, 1, blank, 1, 0),
    "kcmp": (1, 1, 0, 0, 0),
    "name_to_handle_at": (-100, b"/", blank, blank, 0),
    "vmsplice": (1, blank, 0, 0),
    "lsm_list_modules": (blank, blank, 0),
    "mq_open": (b"x", 66, 0o600, 0),
    "shmget": (1, 4096, 0o1600),
    "semget": (1, 1, 0o1600),
    "msgget": (1, 0o1600),
}.items():
    try:
        call(name, *arguments)
        found.append(name)
    except OSError as error:
        found += [] if error.errno in (errno.ENOSYS, errno.EPERM) else [name]
print(found)
said(found)
