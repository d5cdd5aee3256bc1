"""Tells the tap which line of the learner's code caused a statement, by a comment behind the SQL.

It is for teaching only, never for a verdict: it comes from inside the learner's process.
"""

import sys
from collections.abc import Iterator
from contextvars import ContextVar
from types import FrameType
from typing import Any

WORK = "/work/"
# The number of the request that is being handled, where an application serves and the number is known.
REQUEST: ContextVar[int | None] = ContextVar("request", default=None)


def listen() -> None:
    """Hook into every SQLAlchemy engine; without SQLAlchemy in the environment there is nothing to hook into."""
    try:
        from sqlalchemy import Engine, event
    except ImportError:
        return
    event.listen(Engine, "before_cursor_execute", _mark, retval=True)


def _mark(
    connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    for frame in _frames():
        path = frame.f_code.co_filename
        if path.startswith(WORK):
            return f"{statement}/*@{path.removeprefix(WORK)}:{frame.f_lineno}*/", parameters
    return statement, parameters


def _frames() -> Iterator[FrameType]:
    """The current stack outwards, then the stacks of the greenlets that wait for this one."""
    import greenlet

    frame: FrameType | None = sys._getframe(1)
    current: Any = greenlet.getcurrent()
    while frame is not None:
        yield frame
        frame = frame.f_back
        if frame is None and current.parent is not None:
            current = current.parent
            frame = current.gr_frame
