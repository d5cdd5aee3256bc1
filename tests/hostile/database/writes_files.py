"""Tries to write the server's files.

An escape: one of the ways works.
"""
# contained: said

import asyncpg
from toolkit import said, sql

print("began")
found = []
for statement in (
    "COPY (SELECT 'x') TO '/tmp/x'",
    "SELECT lo_export(lo_from_bytea(0, 'x'), '/tmp/x')",
    "ALTER SYSTEM SET archive_command = 'touch /tmp/x'",
    "CREATE TABLESPACE t LOCATION '/tmp'",
    "SELECT pg_file_write('x', 'x', false)",
    "SELECT pg_rotate_logfile()",
    "SELECT pg_reload_conf()",
):
    try:
        sql(statement)
        found.append(statement)
    except asyncpg.PostgresError:
        continue
print(found)
said(found)
