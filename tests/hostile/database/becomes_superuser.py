"""Tries to become the database's superuser.

An escape: the server lets it.
"""
# contained: InsufficientPrivilegeError

from toolkit import sql

print("began")
sql("SET ROLE postgres")
print("ESCAPED")
