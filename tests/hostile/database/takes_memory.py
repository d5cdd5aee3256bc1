"""Tries to have the server take all memory for one query.

An escape: a neighbour suffers, or the server's memory grows past what the machine lends to a lease.
"""
# contained: OutOfMemoryError | ProgramLimitExceededError | timed_out | database_limit | ConnectionDoesNotExistError | out_of_memory | InsufficientPrivilegeError | OutOfMemory
# limits: {"seconds": 4}

from toolkit import sql

print("began", flush=True)
sql("SET work_mem = '2GB'", "SELECT length(string_agg(repeat('x', 1000000) || n, '')) FROM generate_series(1, 900) n")
print("ESCAPED")
