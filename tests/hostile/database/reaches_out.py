"""Tries to have the server open a connection for it: by dblink, a foreign server, a subscription.

An escape: the server makes one.
"""
# contained: said

import asyncpg
from toolkit import FACTS, said, sql

print("began")
found = []
for statement in (
    f"CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port={FACTS.tcp_port}' PUBLICATION p",
    "CREATE FOREIGN DATA WRAPPER w HANDLER postgres_fdw_handler",
    "CREATE SERVER s FOREIGN DATA WRAPPER file_fdw",
    "SELECT pg_create_physical_replication_slot('s')",
    "SELECT pg_create_logical_replication_slot('s', 'test_decoding')",
    "CREATE PUBLICATION p FOR ALL TABLES",
):
    try:
        sql(statement)
        found.append(statement)
    except asyncpg.PostgresError:
        continue
print(found)
said(found)
