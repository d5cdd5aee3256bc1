"""Tries to read the server's files by all the ways there are.

An escape: one of them gives a byte.
"""
# contained: said

import asyncpg
from toolkit import said, sql

print("began")
found = []
for statement in (
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_file('pg_hba.conf')",
    "SELECT pg_read_binary_file('/proc/1/environ')",
    "SELECT pg_ls_dir('/')",
    "SELECT pg_stat_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "CREATE TEMP TABLE t (line text); COPY t FROM '/etc/passwd'",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT rolpassword FROM pg_authid",
    "SELECT pg_current_logfile()",
):
    try:
        rows = sql(*statement.split("; "))
        found += [(statement, rows)] if rows != [[None]] else []
    except asyncpg.PostgresError:
        continue
print(found)
said(found)
