"""Tries to load machine code into the server.

An escape: the server lets it.
"""
# contained: said

import asyncpg
from toolkit import said, sql

print("began")
found = []
for statement in (
    "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '/tmp/x.so', 'f'",
    "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_backend_pid'",
    "LOAD '/tmp/x.so'",
    "LOAD '$libdir/plugins/x'",
    "SET session_preload_libraries = 'x'",
    "SET dynamic_library_path = '/tmp'",
    "CREATE LANGUAGE plpython3u",
    "CREATE TRUSTED LANGUAGE plperl",
):
    try:
        sql(statement)
        found.append(statement)
    except asyncpg.PostgresError:
        continue
print(found)
said(found)
