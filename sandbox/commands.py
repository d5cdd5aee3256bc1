"""What the server calls the statements that begin and end transactions, and parts of them."""

BOUNDARIES = frozenset({"BEGIN", "START TRANSACTION", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"})
