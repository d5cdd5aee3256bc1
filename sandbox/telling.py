"""Turns what one run's connections said into events: which statement, in whose transaction, for what reason."""

from collections.abc import Callable
from typing import Any

from sandbox.conversation import Conversation
from sandbox.statement import Statement

Emit = Callable[[str, dict[str, Any]], None]
# Notices that one run may tell; a loop in the server raises them by the million.
MOST_NOTICES = 200
LONGEST_NOTICE = 500
# Relationships of a program's models that it may tell to have read.
MOST_READ = 100


class Teller:
    """Tells ``emit`` what happened on the connections, by their numbers; ``queries`` are the statements told."""

    def __init__(self, emit: Emit) -> None:
        self.queries = 0
        self._emit = emit
        self._begun: dict[int, Statement] = {}
        self._driver_transactions: set[int | None] = set()
        self._letters: dict[int, str] = {}
        self._notices = 0
        self._read: set[str] = set()

    def opened(self, connection: int, origin: tuple[str, int] | None) -> None:
        """Tell a connection's beginning, and the line that it came from."""
        self._emit("connection", {"id": connection, "state": "opened", "line": _line(origin)})

    def executed(self, connection: int, statement: Statement) -> None:
        """Tell a statement. A BEGIN from nowhere waits for the statement after it, which says whose it is."""
        if statement.command == "BEGIN" and statement.origin is None:
            self._begun[connection] = statement
            return
        number = statement.transaction
        if statement.by_driver and connection in self._begun and number is not None:
            self._driver_transactions.add(number)
        self._tell_begun(connection)
        self._tell(connection, statement)

    def closed(self, connection: int, conversation: Conversation) -> None:
        """Tell a connection's end, and which transaction it took with it."""
        self._tell_begun(connection)
        inside = conversation.status != "I" and conversation.transaction is not None
        lost = self._letter(conversation.transaction, driver=False) if inside else None
        told = {"said_goodbye": conversation.said_goodbye, "transaction": lost}
        self._emit("connection", {"id": connection, "state": "closed", **told})

    def read(self, attribute: str | None) -> None:
        """Tell that a relationship was read, once."""
        if attribute and len(self._read) < MOST_READ and attribute not in self._read:
            self._read.add(attribute)
            self._emit("read", {"attribute": attribute})

    def noticed(self, connection: int, fields: dict[str, str]) -> None:
        """Tell what the server remarked."""
        self._notices += 1
        if self._notices <= MOST_NOTICES:
            words = {"severity": fields.get("V", ""), "code": fields.get("C", ""), "message": fields.get("M", "")}
            short = {key: text[:LONGEST_NOTICE] for key, text in words.items()}
            self._emit("notice", {"connection": connection, **short})

    def _tell_begun(self, connection: int) -> None:
        begun = self._begun.pop(connection, None)
        if begun is not None:
            self._tell(connection, begun)

    def _tell(self, connection: int, statement: Statement) -> None:
        if not statement.by_driver and not _is_boundary(statement):
            # Whatever it began with, a transaction with somebody else's statement in it is not the driver's own.
            self._driver_transactions.discard(statement.transaction)
        driver = statement.by_driver or statement.transaction in self._driver_transactions
        if not driver:
            self.queries += 1
        error = statement.error
        self._emit(
            "query",
            {
                "id": None if driver else self.queries,
                "connection": connection,
                "transaction": self._letter(statement.transaction, driver),
                "sql": statement.shown_sql,
                "parameters": statement.parameters,
                "rows": statement.rows,
                "duration_ms": round((statement.ended - statement.began) * 1000, 2),
                "error": error and {"code": error.get("C", ""), "message": error.get("M", "")},
                "line": _line(statement.origin),
                "driver": driver,
                "command": statement.command,
                "reason": statement.mark.reason,
                "request": statement.request,
                "round_trips": statement.round_trips,
            },
        )

    def _letter(self, transaction: int | None, driver: bool) -> str | None:
        if transaction is None or driver:
            return None
        return self._letters.setdefault(transaction, letter(len(self._letters)))


def _line(origin: tuple[str, int] | None) -> dict[str, Any] | None:
    return origin and {"file": origin[0], "line": origin[1]}


def _is_boundary(statement: Statement) -> bool:
    return statement.sql.strip(" ;\n").upper() in {"BEGIN", "COMMIT", "ROLLBACK"}


def letter(number: int) -> str:
    """Name a transaction as spreadsheets name columns: A … Z, AA, AB …"""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
