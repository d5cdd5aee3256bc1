"""Looks for a limit that was forgotten.

An escape: a number that bounds the machine is unbounded.
"""
# contained: said

import resource

from toolkit import said

print("began")
bounded = (
    "AS",
    "CORE",
    "CPU",
    "FSIZE",
    "MEMLOCK",
    "MSGQUEUE",
    "NOFILE",
    "NPROC",
    "SIGPENDING",
    "STACK",
    "RTPRIO",
    "NICE",
)
said([n for n in bounded if resource.getrlimit(getattr(resource, f"RLIMIT_{n}"))[1] == resource.RLIM_INFINITY])
