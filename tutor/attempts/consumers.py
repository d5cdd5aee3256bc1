"""A run's events over a socket: what happened so far, then what happens."""

# Channels carries no types.
# mypy: allow-untyped-calls
import asyncio
import json
import logging
from urllib.parse import parse_qs
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from redis.exceptions import RedisError

from tutor.attempts import streams
from tutor.attempts.models import Run
from tutor.attempts.run_views import seq_after
from tutor.attempts.streams import Event
from tutor.connections import async_redis_client
from tutor.people import presence
from tutor.people.models import User

logger = logging.getLogger(__name__)

NORMAL, TOO_MUCH, OUR_FAULT = 1000, 1008, 1011
# A browser has nothing to tell here; one that talks anyway is let go.
MESSAGES_IGNORED = 20


class RunConsumer(AsyncWebsocketConsumer):
    """Follows one run for its learner and closes when it has told the verdict."""

    messages = 0
    following: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Refuse strangers at the handshake; for the learner, replay from ``?after=`` and go on."""
        self.run_id: UUID = self.scope["url_route"]["kwargs"]["run_id"]
        if not await _enter(self.run_id, self.scope["user"]):
            await self.close()
            return
        query = parse_qs(self.scope["query_string"].decode("latin-1"))
        self.after = seq_after(query.get("after", [""])[0])
        await self.accept()
        self.following = asyncio.create_task(self._follow())

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Ignore a few messages, then hang up."""
        self.messages += 1
        if self.messages > MESSAGES_IGNORED:
            await self.close(TOO_MUCH)

    async def disconnect(self, code: int) -> None:
        """Stop following."""
        if self.following is not None:
            self.following.cancel()

    async def _follow(self) -> None:
        try:
            await self._tell_all()
        except RedisError as error:
            logger.warning("the socket of run %s was given up: %s", self.run_id, error)
            await self.close(OUR_FAULT)
        else:
            await self.close(NORMAL)

    async def _tell_all(self) -> None:
        if await self._told_from_row():
            return
        async with async_redis_client() as client:
            async for events in streams.follow(client, self.run_id, self.after):
                await self._tell(events)
                if events and events[-1]["type"] == "verdict":
                    return
                if not events and await self._told_from_row():
                    return

    async def _told_from_row(self) -> bool:
        """Tell the rest from the row; False while the run goes on."""
        events = await _events_of_ended(self.run_id)
        await self._tell([event for event in events or [] if event["seq"] > self.after])
        return events is not None

    async def _tell(self, events: list[Event]) -> None:
        for event in events:
            await self.send(json.dumps(event))
            self.after = event["seq"]


@database_sync_to_async
def _enter(run_id: UUID, user: object) -> bool:
    """Tell whether the run is this person's, and note that they are here."""
    if not isinstance(user, User):
        return False
    run = user.runs.select_related("attempt").only("attempt__classroom_id").filter(pk=run_id).first()
    if run is not None:
        presence.touch(run.attempt.classroom_id, user.pk)
    return run is not None


@database_sync_to_async
def _events_of_ended(run_id: UUID) -> list[Event] | None:
    run = Run.objects.only("state", "events").get(pk=run_id)
    return None if run.in_flight else run.events
