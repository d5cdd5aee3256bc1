"""Rings the dashboards of a classroom: somebody's picture has changed. Who hears it looks at the database.

Each ring leaves a mark of its own, so that whoever kept an older picture sees that it is outdated.
"""

# Channels carries no types.
# mypy: allow-untyped-calls
import logging
import uuid

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


def marks(classroom_id: int) -> dict[int, str]:
    """Return the mark of the last ring for each person for whom the bell ever rang."""
    return {int(user_id): str(mark) for user_id, mark in redis_client().hgetall(_marks(classroom_id)).items()}


def _marks(classroom_id: int) -> str:
    return f"class:{classroom_id}:rings"


def _ring(classroom_id: int, user_id: int) -> None:
    message = {"type": "student.changed", "user": user_id}
    try:
        redis_client().hset(_marks(classroom_id), str(user_id), uuid.uuid4().hex)
        async_to_sync(get_channel_layer().group_send)(group(classroom_id), message)
    except (RedisError, OSError) as error:
        logger.warning("dashboards of classroom %s were not told: %s", classroom_id, error)
