"""Tries to see another run's data, sessions and locks.

An escape: there is a trace of the victim.
"""
# contained: said

from toolkit import said, sql

print("began")
tables = sql("SELECT 1 FROM pg_class WHERE relname = 'victim'")
locks = sql("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")
free = sql("SELECT pg_try_advisory_lock(4711)")
said(tables or locks or free != [["True"]])
