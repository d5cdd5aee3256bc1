"""What commands print is often read by another program, which may stop reading at any time."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# What a shell makes of a program that a signal ended.
INTERRUPTED, UNREAD = 128 + signal.SIGINT, 128 + signal.SIGPIPE


@contextmanager
def while_read() -> Iterator[None]:
    """End the command without a word when nobody reads what it prints any more, as SIGPIPE ends others.

    Inside of a task, :class:`SystemExit` passes by everything that would take it for the task's own failure.
    """
    try:
        yield
    except BrokenPipeError:
        # Python flushes both at its end: what is left in them goes nowhere.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        raise SystemExit(UNREAD) from None
