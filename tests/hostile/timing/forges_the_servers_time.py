"""Tries to seem to have waited, or not, by statements that lie about their time.

An escape: the time that the tap tells of a statement that sleeps is shorter than its sleep.
"""
# contained: said
# proof: a forged statement time

from toolkit import said, sql

print("began", flush=True)
sql("SET timezone = 'UTC+12'", "SELECT pg_sleep(0.3)")
said(False)
