"""Tries to keep the server busy with a query that never ends, and goes on after its program.

An escape: the run does not end in its time.
"""
# contained: timed_out
# proof: too long
# limits: {"seconds": 2}

from toolkit import sql

print("began", flush=True)
sql("SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b")
