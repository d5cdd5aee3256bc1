"""Tries to fill the disk with one file.

An escape: it gets more than 16 MiB.
"""
# contained: OSError

print("began", flush=True)
with open("/work/big", "wb") as big:
    for _ in range(64):
        big.write(bytes(2**20))
        big.flush()
print("ESCAPED")
