"""Lifts the server's own time-outs and lets one statement run on and on.

An escape: the statement ends, long after the time that one may take.
"""
# contained: database_limit
# limits: {"seconds": 9, "statement_seconds": 1}

from toolkit import said, sql

print("began", flush=True)
sql("SET statement_timeout = 0", "SET transaction_timeout = 0", "SELECT pg_sleep(6)")
said(True)
