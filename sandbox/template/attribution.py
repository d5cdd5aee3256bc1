"""Which line of the learner's code caused a statement, why, and while which request was answered.

The program tells the tap in messages of its own among those of the protocol (see :mod:`sandbox.marks`), and the tap
takes them out again: the SQL stays as the learner wrote it, costs no further round trip, and a statement that was
prepared once is told from wherever it is executed. All of it comes from inside the learner's process: it is for
teaching, never for a verdict.
"""

import asyncio
import functools
import sys
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

WORK = "/work/"

# The number of the request that is being answered; set by whoever serves the learner's web application.
REQUEST: ContextVar[int | None] = ContextVar("REQUEST", default=None)

# While these run a driver asks for itself, whoever made it: at SQLAlchemy's first connection, for asyncpg's types.
_DRIVERS_OWN = {
    "create_engine.<locals>.first_connect",
    "Connection._introspect_types",
    "Connection._introspect_type",
    "Connection.reset",
}


# The innermost frame of everything that an event loop runs.
_LOOP = "Handle._run"

# Where a task was started: libraries finish in tasks of their own what a learner's line began.
_started: "WeakKeyDictionary[asyncio.Task[Any], tuple[str, int] | None]" = WeakKeyDictionary()


def listen() -> None:
    """Hook into asyncio, asyncpg and SQLAlchemy; what the environment does not have cannot be hooked into."""
    _follow_tasks()
    with suppress(ImportError):
        from sandbox.template import marking

        marking.listen()
    with suppress(ImportError):
        from sandbox.template import reasons

        reasons.listen()


def place() -> tuple[str, int] | None:
    """Return file and line of the innermost learner's code that led here; ``None`` where a driver asks for itself."""
    for frame in stack():
        code = frame.f_code
        if code.co_filename.startswith(WORK):
            return code.co_filename.removeprefix(WORK), frame.f_lineno
        if code.co_qualname in _DRIVERS_OWN:
            return None
    return _started_at()


def _started_at() -> tuple[str, int] | None:
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return None  # no event loop runs here
    return None if task is None else _started.get(task)


def _follow_tasks() -> None:
    create_task = asyncio.BaseEventLoop.create_task

    @functools.wraps(create_task)
    def create_followed_task(*arguments: Any, **options: Any) -> "asyncio.Task[Any]":
        task = create_task(*arguments, **options)
        _started[task] = place()
        return task

    asyncio.BaseEventLoop.create_task = create_followed_task  # type: ignore[method-assign]


def stack() -> Iterator[FrameType]:
    """The frames that led here, outwards to the event loop, across the greenlets in which SQLAlchemy runs."""
    yield from _outwards(sys._getframe(1))
    for waiting in _waiting_greenlets():
        yield from _outwards(waiting.gr_frame)


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None and frame.f_code.co_qualname != _LOOP:
        if frame.f_code.co_name == "greenlet_spawn":
            # A greenlet waits here for the coroutine that we came from: its frames lie between.
            yield from _outwards(getattr(frame.f_locals.get("context"), "gr_frame", None))
        yield frame
        frame = frame.f_back


def _waiting_greenlets() -> Iterator[Any]:
    """The greenlets that wait for this one to end."""
    greenlets = sys.modules.get("greenlet")
    current = greenlets and greenlets.getcurrent().parent
    while current is not None:
        yield current
        current = current.parent
