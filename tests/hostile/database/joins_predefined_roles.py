"""Tries to join the roles that may read files and start programs.

An escape: the server lets it.
"""
# contained: InsufficientPrivilegeError

from toolkit import sql

print("began")
sql("GRANT pg_execute_server_program, pg_read_server_files, pg_write_server_files TO learner")
print("ESCAPED")
