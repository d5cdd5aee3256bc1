"""Tries to fill the server's disk with a query's temporary files.

An escape: it sorts more than the limit on temporary files.
"""
# contained: ConfigurationLimitExceededError | ConfigurationLimitExceeded | timed_out | DiskFullError | database_limit
# limits: {"seconds": 6}

from toolkit import sql

print("began", flush=True)
sql(
    "SET work_mem = '64kB'",
    "SELECT count(*) FROM (SELECT repeat('x', 500) || n AS t FROM generate_series(1, 400000) n ORDER BY t DESC OFFSET 1) s",
)
print("ESCAPED")
