"""Tries to fill the server's disk with large objects.

An escape: it stores more than the lease may hold.
"""
# contained: DiskFullError | database_limit | timed_out | ConnectionDoesNotExistError
# limits: {"seconds": 5}

from toolkit import sql

print("began", flush=True)
for _ in range(100):
    # Nothing that repeats: the server would store it in less.
    sql("SELECT lo_from_bytea(0, decode(string_agg(md5(random()::text), ''), 'hex')) FROM generate_series(1, 100000)")
print("ESCAPED")
