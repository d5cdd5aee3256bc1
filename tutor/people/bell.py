"""Rings the dashboards of a classroom: somebody's picture has changed. Who hears it looks at the database."""

# Channels carries no types.
# mypy: allow-untyped-calls
import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def group(classroom_id: int) -> str:
    """Return the channel layer's name for those who watch a classroom."""
    return f"classroom-{classroom_id}"


def ring(classroom_id: int, user_id: int) -> None:
    """Ring when the current transaction is committed. A bell that fails stops nobody's work."""
    transaction.on_commit(lambda: _ring(classroom_id, user_id))


def _ring(classroom_id: int, user_id: int) -> None:
    message = {"type": "student.changed", "user": user_id}
    try:
        async_to_sync(get_channel_layer().group_send)(group(classroom_id), message)
    except (RedisError, OSError) as error:
        logger.warning("dashboards of classroom %s were not told: %s", classroom_id, error)
