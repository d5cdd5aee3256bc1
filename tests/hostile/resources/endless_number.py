"""Tries to hang the interpreter in one instruction that no Python code can interrupt.

An escape: the run takes much longer than its two seconds.
"""
# contained: timed_out | out_of_memory
# proof: too long
# limits: {"seconds": 2}

print("began", flush=True)
print(len(str(7 ** (10**9))))
