"""Tries to read what /proc tells of the machine beside the run's own processes.

An escape: a file on which an attack elsewhere was built can be read.
"""
# contained: said

import os

from toolkit import said

print("began")
names = (
    "kcore",
    "keys",
    "key-users",
    "timer_list",
    "sched_debug",
    "config.gz",
    "iomem",
    "latency_stats",
    "vmallocinfo",
    "slabinfo",
)
names += (
    "sysrq-trigger",
    "kpagecount",
    "kpageflags",
    "interrupts",
    "modules",
    "cmdline",
    "sys/kernel/core_pattern",
    "scsi/scsi",
)
found = [name for name in names if os.access(f"/proc/{name}", os.R_OK)]
print(found)
said(found)
