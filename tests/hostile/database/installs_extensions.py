"""Tries to install every extension that reaches outwards.

An escape: the server has one of them and installs it.
"""
# contained: said

import asyncpg
from toolkit import said, sql

print("began")
found = []
names = (
    "dblink",
    "postgres_fdw",
    "file_fdw",
    "adminpack",
    "plpython3u",
    "plperlu",
    "pg_cron",
    "pageinspect",
    "pg_stat_statements",
)
for name in names:
    try:
        sql(f"CREATE EXTENSION {name}")
        found.append(name)
    except asyncpg.PostgresError:
        continue
print(found)
said(found)
