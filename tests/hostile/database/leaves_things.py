"""Tries to leave something on the server for the next run: a table, a role's setting, a large object, a lock, a channel.

An escape: the second run finds one of them.
"""
# contained: said
# runs: 2

from toolkit import said, sql

print("began")
found = sql(
    "SELECT 1 FROM pg_class WHERE relname = 'left_behind' UNION ALL SELECT 1 FROM pg_largeobject_metadata"
    " UNION ALL SELECT 1 FROM pg_db_role_setting UNION ALL SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"
    " UNION ALL SELECT 1 FROM pg_prepared_xacts UNION ALL SELECT 1 FROM pg_listening_channels()"
)
sql("CREATE TABLE left_behind (n int)")
sql("ALTER ROLE learner SET search_path = left_behind")
sql("ALTER DATABASE taskdb SET work_mem = '1GB'")
sql(
    "SELECT lo_from_bytea(0, 'left')",
    "SELECT pg_advisory_lock(1)",
    "LISTEN left_behind",
    "COMMENT ON DATABASE taskdb IS 'left'",
)
said(found)
