"""How a worker tells a run's story: events get their numbers here and go to the stream in the order they happen."""

import asyncio
import logging
from types import TracebackType
from typing import Any, Self

import redis.asyncio
from redis.exceptions import RedisError

from tutor.attempts.streams import BATCH, Event, RunId, append_async

logger = logging.getLogger(__name__)


class EventWriter:
    """Numbers events and writes them behind the run's back: while one batch is on its way the next one gathers.

    ``story`` is the run's events so far and grows with every new one. The verdict stays out of the stream here:
    it is shown only after the row says the same (:func:`tutor.attempts.lifecycle.finish`).
    """

    def __init__(self, client: "redis.asyncio.Redis", run_id: RunId, story: list[Event]) -> None:
        self._client = client
        self._run_id = run_id
        self._story = story
        self._written = len(story)
        self._next_seq = story[-1]["seq"] + 1 if story else 1
        self._wake = asyncio.Event()
        self._closing = False

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._write())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closing = True
        self._wake.set()
        await self._task

    async def emit(self, kind: str, fields: dict[str, object]) -> None:
        """Take one event; raises OvertakenError once another worker has gone on with this run."""
        if self._task.done():
            self._task.result()
        self._story.append({"seq": self._next_seq, "type": kind, **storable(fields)})
        self._next_seq += 1
        self._wake.set()

    async def _write(self) -> None:
        while not self._closing:
            await self._wake.wait()
            self._wake.clear()
            while (batch := self._waiting()) and await self._append(batch):
                self._written += len(batch)

    def _waiting(self) -> list[Event]:
        batch = self._story[self._written : self._written + BATCH]
        return [event for event in batch if event["type"] != "verdict"]

    async def _append(self, batch: list[Event]) -> bool:
        try:
            await append_async(self._client, self._run_id, batch)
        except RedisError as error:
            # Readers wait a little longer: the next event tries again, and at the end the row brings them everything.
            logger.warning("events of run %s are held back: %s", self._run_id, error)
            return False
        return True


def storable(value: Any) -> Any:
    """Replace what PostgreSQL's JSON cannot hold (NUL, lone surrogates) by visible stand-ins, at any depth."""
    if isinstance(value, str):
        return value.replace("\0", "␀").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {str(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value
