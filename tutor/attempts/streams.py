"""A run's numbered events in a Redis stream. The stream is the store while the run lives; later the row has a copy.

Entry ids are the events' own numbers (``7-0`` is the event with ``seq`` 7). Redis refuses an id that is not above the
last one, so of two writers of one run the one that was overtaken finds out with its next event and stops.
"""

import json
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Any

import redis
import redis.asyncio
from redis.exceptions import ResponseError

Event = dict[str, Any]
RunId = uuid.UUID

# After the end the row has the events; readers that are on their way still find the stream.
KEPT_SECONDS = 2 * 3600
# How long a reader waits in Redis before it looks at the row; below redis-py's socket timeout of 5 s.
BLOCK_MS = 2_000
# Events in one answer, so that a long replay does not hold a socket's other work up.
BATCH = 500

# One script, because a batch has to stop at its first refused number instead of writing the rest of it.
_APPEND = """
for i = 2, #ARGV do
    redis.call('XADD', KEYS[1], string.format('%d-0', ARGV[1] + i - 2), 'event', ARGV[i])
end
"""


class OvertakenError(Exception):
    """Someone else has written this run's events since: whoever gets this is no longer the one to tell them."""


def key(run_id: RunId) -> str:
    """Return the stream's name in Redis."""
    return f"run:{run_id}:events"


def append(client: "redis.Redis", run_id: RunId, events: Sequence[Event]) -> None:
    """Write events that are numbered already, in one go; raises :class:`OvertakenError`."""
    try:
        client.eval(_APPEND, 1, key(run_id), *_arguments(events))
    except ResponseError as error:
        raise _translated(error) from error


async def append_async(client: "redis.asyncio.Redis", run_id: RunId, events: Sequence[Event]) -> None:
    """Do the same as :func:`append` from an event loop."""
    try:
        await client.eval(_APPEND, 1, key(run_id), *_arguments(events))
    except ResponseError as error:
        raise _translated(error) from error


def read(client: "redis.Redis", run_id: RunId, after: int = 0) -> list[Event]:
    """Return the events above ``after`` that are there now."""
    return _events(client.xrange(key(run_id), min=f"({after}-0"))


def last_seq(client: "redis.Redis", run_id: RunId) -> int:
    """Return the number of the newest event, 0 when there is none."""
    newest = _events(client.xrevrange(key(run_id), count=1))
    return int(newest[0]["seq"]) if newest else 0


async def follow(client: "redis.asyncio.Redis", run_id: RunId, after: int) -> AsyncIterator[list[Event]]:
    """Yield the events above ``after`` as they come, in batches; an empty batch says that nothing came for a while."""
    while True:
        answer: Any = await client.xread({key(run_id): f"{after}-0"}, count=BATCH, block=BLOCK_MS)
        events = _events(answer[0][1]) if answer else []
        after = events[-1]["seq"] if events else after
        yield events


def expire(client: "redis.Redis", run_id: RunId) -> None:
    """Let the stream go some time after the run's end."""
    client.expire(key(run_id), KEPT_SECONDS)


def _arguments(events: Sequence[Event]) -> list[str]:
    return [str(events[0]["seq"]), *(json.dumps(event, separators=(",", ":")) for event in events)]


def _events(entries: Any) -> list[Event]:
    """Read Redis's ``[(id, {"event": json})]``; its client types every shape an answer could ever have."""
    return [json.loads(fields["event"]) for _, fields in entries]


def _translated(error: ResponseError) -> Exception:
    overtaken = "equal or smaller" in str(error)
    return OvertakenError("another writer has gone on with this run") if overtaken else error
