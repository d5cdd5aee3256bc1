"""Tries to make a superuser.

An escape: the server lets it.
"""
# contained: InsufficientPrivilegeError

from toolkit import sql

print("began")
sql("CREATE ROLE intruder SUPERUSER LOGIN")
print("ESCAPED")
