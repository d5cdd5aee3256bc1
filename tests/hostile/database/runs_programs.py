"""Tries to start a program on the server.

An escape: the server lets it.
"""
# contained: InsufficientPrivilegeError

from toolkit import sql

print("began")
sql("COPY (SELECT 1) TO PROGRAM 'touch /tmp/escaped'")
print("ESCAPED")
