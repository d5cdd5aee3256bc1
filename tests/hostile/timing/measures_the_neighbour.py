"""Tries to learn what others do from how long its own work takes; only coarse load can be seen, so it looks for more.

An escape: the machine's counters, which would tell it exactly, can be read.
"""
# contained: said

from toolkit import said

print("began")
found = []
for name in (
    "stat",
    "loadavg",
    "pressure/cpu",
    "schedstat",
    "vmstat",
    "diskstats",
    "interrupts",
    "softirqs",
    "meminfo",
):
    try:
        open(f"/proc/{name}").read(1)
        found.append(name)
    except OSError:
        continue
print(found)
said(found)
