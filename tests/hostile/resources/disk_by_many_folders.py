"""Tries to fill the disk at each of the places that it may write to, in case they count apart.

An escape: together they hold more than 17 MiB.
"""
# contained: said

from toolkit import said

print("began", flush=True)
held = 0
for number in range(60):
    for folder in ("/work", "/tmp", "/dev/shm"):
        try:
            with open(f"{folder}/{number}", "wb", buffering=0) as file:
                held += file.write(bytes(2**20))
        except OSError:
            continue
print(held)
said(held > 17 * 2**20)
