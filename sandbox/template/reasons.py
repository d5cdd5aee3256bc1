"""Why SQLAlchemy sends a statement: told by its own events, not guessed from the SQL."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState, RelationshipProperty, Session
from sqlalchemy.pool import Pool

from sandbox.template.attribution import REQUEST, WORK, place, stack
from sandbox.template.watching import watch

# The execution option that carries a reason from the session to the cursor.
_OPTION = "caused_by"
_CLOSED = "the session was closed before a commit"
_BACK_TO_POOL = "the connection went back to its pool before a commit"

# SQLAlchemy 2.1 put an underscore before its loaders' names.
_LOADERS = {
    "LazyLoader": "lazy load of",
    "SelectInLoader": "selectin load of",
    "SubqueryLoader": "subquery load of",
    "ImmediateLoader": "immediate load of",
}
_IN_ADVANCE = {"selectin load of", "subquery load of", "immediate load of"}


def listen() -> None:
    """Hook into every session, engine and pool."""
    event.listen(Session, "do_orm_execute", _orm_execute)
    event.listen(Engine, "before_cursor_execute", _before, retval=True)
    event.listen(Engine, "after_cursor_execute", lambda connection, *_: _tell(connection.connection, ""))
    event.listen(Engine, "rollback", _rollback)
    event.listen(Pool, "checkout", lambda connection, *_: _tell(connection, "", "why_text"))
    event.listen(Pool, "reset", lambda connection, *_: _tell(connection, _BACK_TO_POOL, "why_text"))


def _orm_execute(state: ORMExecuteState) -> None:
    if state.is_relationship_load:
        loader, relationship = _loader(), _relationship(state)
        state.update_execution_options(**{_OPTION: f"{loader} {relationship}"})
        if loader in _IN_ADVANCE and relationship is not None:
            watch(relationship)
    elif state.is_column_load:
        state.update_execution_options(**{_OPTION: _reload(state)})


def _relationship(state: ORMExecuteState) -> RelationshipProperty[Any] | None:
    """Return the last step of the path along which something is loaded; as text it is ``Order.items``."""
    path = state.loader_strategy_path.path if state.loader_strategy_path else ()
    return next((step for step in reversed(path) if isinstance(step, RelationshipProperty)), None)


def _loader() -> str:
    for name in _names():
        if told := _LOADERS.get(name.partition(".")[0].lstrip("_")):
            return told
    return "load of"


def _reload(state: ORMExecuteState) -> str:
    name = state.bind_mapper.class_.__name__ if state.bind_mapper else "an object"
    return f"refresh of {name}" if "Session.refresh" in _names() else f"load of what is missing of {name}"


def _before(
    connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    reason = context.execution_options.get(_OPTION, "") or _flush(context)
    if not _tell(connection.connection, reason) and (at := place()):
        # Another driver than asyncpg can say where it was called from only in the SQL itself.
        request = REQUEST.get()
        statement = f"{statement}/*@{at[0]}:{at[1]}{'' if request is None else f'#{request}'}*/"
    return statement, parameters


def _flush(context: Any) -> str:
    verb = next((word for word in ("insert", "update", "delete") if getattr(context, f"is{word}", False)), None)
    if verb is None:
        return ""
    names = set(_names())
    if "Session._flush" not in names:
        return ""
    return f"{'autoflush' if 'Session._autoflush' in names else 'flush'}: {verb.upper()}"


def _rollback(connection: Any) -> None:
    if "Session.close" in _names():
        _tell(connection.connection, _CLOSED, "why_text")


def _tell(connection: Any, reason: str, what: str = "why") -> bool:
    """Give a reason to the protocol beneath a pooled connection; False when that is not one that marks."""
    protocol = getattr(getattr(connection, "driver_connection", None), "_protocol", None)
    if not hasattr(protocol, what):
        return False
    setattr(protocol, what, reason)
    return True


def _names() -> Iterator[str]:
    """The functions that led here, up to the learner's own."""
    for frame in stack():
        if frame.f_code.co_filename.startswith(WORK):
            return
        yield frame.f_code.co_qualname
