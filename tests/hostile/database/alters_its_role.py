"""Tries to give its role more rights.

An escape: the server lets it.
"""
# contained: InsufficientPrivilegeError

from toolkit import sql

print("began")
sql("ALTER ROLE learner SUPERUSER CREATEROLE BYPASSRLS")
print("ESCAPED")
