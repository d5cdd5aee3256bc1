"""Tries to read what its guardian waits for: its system call, kernel stack and status.

An escape: one of the guarded files can be read.
"""
# contained: said

from toolkit import said

print("began")
found = []
for name in ("syscall", "stack", "auxv", "io", "personality", "smaps", "pagemap", "timers", "map_files"):
    try:
        open(f"/proc/1/{name}", "rb").read(1)
        found.append(name)
    except OSError:
        continue
print(found)
said(found)
