"""Tries to take all memory, a bit at a time.

An escape: it gets more than its limit.
"""
# contained: out_of_memory

print("began", flush=True)
kept = []
for _ in range(1200):
    kept.append(bytearray(b"x" * 2**20))
print("ESCAPED")
