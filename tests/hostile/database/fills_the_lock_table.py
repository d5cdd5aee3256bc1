"""Tries to use up the server's table of locks, after which a shared server would refuse its neighbours.

An escape: a neighbour suffers, or its locks are seen by others.
"""
# contained: OutOfMemoryError | said | timed_out
# limits: {"seconds": 5}

from toolkit import sql

print("began", flush=True)
sql("SELECT count(pg_advisory_lock(n)) FROM generate_series(1, 1000000) n")
print("ESCAPED")
