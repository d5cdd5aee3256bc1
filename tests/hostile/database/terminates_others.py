"""Tries to end the sessions of others: the server's own processes, the judge, another run.

An escape: a session that is not its own role's is ended.
"""
# contained: said

import asyncpg
from toolkit import said, sql

print("began")
others = sql("SELECT pid FROM pg_stat_activity WHERE usename IS DISTINCT FROM current_user")
found = []
for (pid,) in [*others, ["1"], ["2"]]:
    try:
        found += [pid] if sql(f"SELECT pg_terminate_backend({pid})") == [["True"]] else []
    except asyncpg.PostgresError:
        continue
print(found)
said(found)
