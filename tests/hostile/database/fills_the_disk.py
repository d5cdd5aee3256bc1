"""Tries to fill the server's disk with rows.

An escape: it stores more than the lease may hold, or a neighbour suffers.
"""
# contained: DiskFullError | ConnectionDoesNotExistError | database_limit | timed_out | ConnectionError
# limits: {"seconds": 5}

from toolkit import sql

print("began", flush=True)
sql(
    "CREATE TABLE big AS SELECT repeat(md5(n::text), 200) AS t, n FROM generate_series(1, 200) n",
    "ALTER TABLE big ALTER t SET STORAGE EXTERNAL",
)
for _ in range(12):
    sql("INSERT INTO big SELECT t || random(), n FROM big")
print("ESCAPED")
