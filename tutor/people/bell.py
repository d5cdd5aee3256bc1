"""Rings the dashboards of a classroom: somebody's picture has changed. Who hears it looks at the database.

Each ring leaves a mark of its own, so that whoever kept an older picture sees that it is outdated.
"""

# Channels carries no types.
# mypy: allow-untyped-calls
import logging
import uuid
from collections.abc import Iterable

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from tutor.connections import redis_client

logger = logging.getLogger(__name__)


def group(classroom_id: int) -> str:
    """Return the channel layer's name for those who watch a classroom."""
    return f"classroom-{classroom_id}"


def ring(classroom_id: int, user_id: int) -> None:
    """Ring when the current transaction is committed. A bell that fails stops nobody's work."""
    transaction.on_commit(lambda: _ring(classroom_id, user_id))


def ring_many(classroom_id: int, user_ids: Iterable[int]) -> None:
    """Ring for several people at once, when the current transaction is committed."""
    rung = list(user_ids)
    if rung:
        transaction.on_commit(lambda: _ring(classroom_id, *rung))


def marks(classroom_id: int) -> dict[int, str]:
    """Return the mark of the last ring for each person for whom the bell ever rang."""
    return {int(user_id): str(mark) for user_id, mark in redis_client().hgetall(_marks(classroom_id)).items()}


def _marks(classroom_id: int) -> str:
    return f"class:{classroom_id}:rings"


def _ring(classroom_id: int, *user_ids: int) -> None:
    try:
        redis_client().hset(_marks(classroom_id), mapping={str(user_id): uuid.uuid4().hex for user_id in user_ids})
        async_to_sync(_send)(classroom_id, user_ids)
    except (RedisError, OSError) as error:
        logger.warning("dashboards of classroom %s were not told: %s", classroom_id, error)


async def _send(classroom_id: int, user_ids: tuple[int, ...]) -> None:
    layer = get_channel_layer()
    for user_id in user_ids:
        await layer.group_send(group(classroom_id), {"type": "student.changed", "user": user_id})
