"""Tries to lift the limits that must hold whatever a session sets.

An escape: the size of temporary files is unbounded afterwards.
"""
# contained: InsufficientPrivilegeError

from toolkit import sql

print("began")
sql("SET statement_timeout = 0", "SET work_mem = '1GB'", "SET temp_file_limit = -1")
print("ESCAPED")
