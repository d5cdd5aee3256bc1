"""Stores more than a run may, each time in a subtransaction that swallows the server's complaints.

An escape: it stays there.
"""
# contained: database_limit
# limits: {"database_size_bytes": 16777216}

from toolkit import said, sql

print("began", flush=True)
sql(
    "CREATE TABLE t (x text)",
    """DO $$ BEGIN
        FOR n IN 1..400 LOOP
            BEGIN
                INSERT INTO t SELECT repeat(md5(i::text), 30) FROM generate_series(1, 1000) i;
            EXCEPTION WHEN OTHERS THEN NULL;
            END;
        END LOOP;
    END $$""",
    "SELECT pg_sleep(3)",
)
said(True)
