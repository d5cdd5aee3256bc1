"""Who serves a data folder: a lock that lives as long as the services, and a note of where they answer."""

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass

from tutor.embedded.layout import Layout


@dataclass(frozen=True)
class Running:
    """What is told to a second `up`, to `status` and to `down`."""

    url: str
    port: int
    supervisor: int


def take_lock(layout: Layout) -> int | None:
    """Return a descriptor that holds the data folder's lock, ``None`` when somebody else has it."""
    descriptor = os.open(layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def is_served(layout: Layout) -> bool:
    """Whether services run on this data folder now."""
    if not layout.lock.exists():
        return False
    descriptor = take_lock(layout)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def note(layout: Layout, running: Running) -> None:
    """Write down what runs."""
    layout.state.write_text(json.dumps(asdict(running)))


def noted(layout: Layout) -> Running | None:
    """Return what was written down last, which is true only while the lock is held."""
    with suppress(OSError, ValueError, TypeError):
        return Running(**json.loads(layout.state.read_text()))
    return None
