"""Tries to fill the server's disk with large objects.

An escape: it stores more than the lease may hold.
"""
# contained: DiskFullError | database_limit | timed_out | ConnectionDoesNotExistError
# limits: {"seconds": 5}

from toolkit import sql

print("began", flush=True)
for _ in range(100):
    sql("SELECT lo_from_bytea(0, decode(repeat(md5(random()::text), 200000), 'hex'))")
print("ESCAPED")
