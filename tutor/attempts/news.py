"""A learner's door-bell: something was said to them, or their class was asked something. Their page looks at once."""

# Channels carries no types.
# mypy: allow-untyped-calls
import asyncio
import json
import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from tutor.people import presence
from tutor.people.models import User

logger = logging.getLogger(__name__)

TOO_MUCH = 1008
# Two of them fall into the time after which nobody is thought to be here.
BEAT_SECONDS = presence.HERE_SECONDS / 2


def ring(classroom_id: int, user_id: int | None = None) -> None:
    """Ring for one person of a class, or for all, when the current transaction is committed."""
    transaction.on_commit(lambda: _ring(classroom_id, user_id))


def _ring(classroom_id: int, user_id: int | None) -> None:
    try:
        async_to_sync(get_channel_layer().group_send)(_group(classroom_id, user_id), {"type": "news.came"})
    except (RedisError, OSError) as error:
        logger.warning("learners of classroom %s were not told: %s", classroom_id, error)


class NewsConsumer(AsyncWebsocketConsumer):
    """Tells a member of a class that there is something new, never what: the page asks for that over HTTP.

    While it is open its member is here, and when the last one closes, gone.
    """

    staying: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Refuse strangers."""
        classroom_id, user = self.scope["url_route"]["kwargs"]["classroom_id"], self.scope["user"]
        if not await _enter(classroom_id, user):
            self.groups: list[str] = []
            await self.close()
            return
        self.groups = [_group(classroom_id, None), _group(classroom_id, user.pk)]
        for group in self.groups:
            await self.channel_layer.group_add(group, self.channel_name)
        await self.accept()
        self.member = classroom_id, user.pk
        self.staying = asyncio.create_task(self._stay())

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Hang up on whoever talks."""
        await self.close(TOO_MUCH)

    async def disconnect(self, code: int) -> None:
        """Note that this page has closed; another one of the same person says that they are still here."""
        if self.staying is None:
            return
        self.staying.cancel()
        await database_sync_to_async(presence.leave)(*self.member)
        await self.channel_layer.group_send(_group(*self.member), {"type": "page.closed"})

    async def page_closed(self, event: dict[str, Any]) -> None:
        """Say that this one is still open."""
        await database_sync_to_async(presence.touch)(*self.member)

    async def _stay(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await database_sync_to_async(presence.touch)(*self.member)

    async def news_came(self, event: dict[str, Any]) -> None:
        """Pass the bell on."""
        await self.send(json.dumps({"type": "news"}))


def _group(classroom_id: int, user_id: int | None) -> str:
    return f"news-{classroom_id}-{user_id or 'all'}"


@database_sync_to_async
def _enter(classroom_id: int, user: object) -> bool:
    if not isinstance(user, User) or not user.memberships.filter(classroom_id=classroom_id).exists():
        return False
    presence.touch(classroom_id, user.pk)
    return True
