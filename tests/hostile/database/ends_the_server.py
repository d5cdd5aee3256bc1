"""Tries to crash the server by a deep recursion.

An escape: anything but its own run is ended by it.
"""
# contained: StatementTooComplexError | ConnectionDoesNotExistError | timed_out | database_limit
# limits: {"seconds": 5}

from toolkit import sql

print("began", flush=True)
sql(
    "CREATE FUNCTION deeper(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN deeper(n + 1) + 1; END $$",
    "SELECT deeper(1)",
)
print("ESCAPED")
