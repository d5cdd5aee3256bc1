"""The live dashboard: everything on connect, then whoever changed, at most twice a second."""

# Channels carries no types.
# mypy: allow-untyped-calls
import asyncio
import logging
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import DatabaseError
from redis.exceptions import RedisError

from tutor.dashboard.matrix import message
from tutor.people import bell, presence
from tutor.people.models import TEACHING, Classroom, User

logger = logging.getLogger(__name__)

# Changes are gathered for this long: a class that starts together would otherwise redraw the page all the time.
GATHER_SECONDS = 0.5
# How often somebody's leaving is looked for; nobody rings for that.
PRESENCE_SECONDS = 15.0

OUR_FAULT = 1011


class DashboardConsumer(AsyncWebsocketConsumer):
    """Shows one classroom to one of those who teach it."""

    watching: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Refuse everyone who does not teach here; listen before looking, so that no change falls in between."""
        classroom = await _taught(self.scope["user"], self.scope["url_route"]["kwargs"]["classroom_id"])
        if classroom is None:
            await self.close()
            return
        self.classroom = classroom
        self.changed: set[int] = set()
        self.rung = asyncio.Event()
        await self.channel_layer.group_add(bell.group(classroom.pk), self.channel_name)
        await self.accept()
        self.watching = asyncio.create_task(self._watch())

    async def disconnect(self, code: int) -> None:
        """Stop watching."""
        if self.watching is not None:
            self.watching.cancel()
            await self.channel_layer.group_discard(bell.group(self.classroom.pk), self.channel_name)

    async def student_changed(self, event: dict[str, Any]) -> None:
        """Hear the bell."""
        self.changed.add(event["user"])
        self.rung.set()

    async def _watch(self) -> None:
        try:
            here = await _here(self.classroom.pk)
            await self._show(None)
            while True:
                await self._gather()
                now = await _here(self.classroom.pk)
                changed, here = self.changed | (now ^ here), now
                self.changed = set()
                if changed:
                    await self._show(changed)
        except (DatabaseError, RedisError) as error:
            # The browser comes back by itself and gets the whole picture again.
            logger.warning("a dashboard of classroom %s was given up: %s", self.classroom.pk, error)
            await self.close(OUR_FAULT)

    async def _gather(self) -> None:
        try:
            await asyncio.wait_for(self.rung.wait(), PRESENCE_SECONDS)
        except TimeoutError:
            return
        await asyncio.sleep(GATHER_SECONDS)
        self.rung.clear()

    async def _show(self, changed: set[int] | None) -> None:
        picture = await database_sync_to_async(message)(self.classroom, changed)
        await self.send(picture)


@database_sync_to_async
def _taught(user: object, classroom_id: int) -> Classroom | None:
    if not isinstance(user, User):
        return None
    taught = user.memberships.filter(classroom_id=classroom_id, role__in=TEACHING)
    found = taught.select_related("classroom").first()
    return found.classroom if found else None


@database_sync_to_async
def _here(classroom_id: int) -> frozenset[int]:
    return presence.here(classroom_id)
