"""Who is here now: one sorted set per classroom in Redis, of people by when they were last heard of."""

import logging
import time

from redis.exceptions import RedisError

from tutor.connections import redis_client
from tutor.people import bell

logger = logging.getLogger(__name__)

# Where sockets are blocked: reading a page takes minutes without a request; longer silence means the laptop is closed.
HERE_SECONDS = 300
# Whose last page has closed may only be on the way to the next one.
GRACE_SECONDS = 10


def touch(classroom_id: int, user_id: int) -> None:
    """Note that someone is here, and ring for who has just come. A Redis that is away stops nobody."""
    now = time.time()
    try:
        with redis_client().pipeline(transaction=False) as pipe:
            pipe.zadd(_key(classroom_id), {str(user_id): now})
            pipe.zremrangebyscore(_key(classroom_id), 0, now - HERE_SECONDS)
            pipe.expire(_key(classroom_id), HERE_SECONDS)
            arrived, *_ = pipe.execute()
    except RedisError as error:
        logger.warning("presence in classroom %s was not noted: %s", classroom_id, error)
        return
    if arrived:
        bell.ring(classroom_id, user_id)


def leave(classroom_id: int, user_id: int) -> None:
    """Note that a page of someone has closed: they are gone after a moment, unless anything is heard of them."""
    last_moment = time.time() - HERE_SECONDS + GRACE_SECONDS
    try:
        redis_client().zadd(_key(classroom_id), {str(user_id): last_moment}, xx=True)
    except RedisError as error:
        logger.warning("a leaving of classroom %s was not noted: %s", classroom_id, error)


def here(classroom_id: int) -> frozenset[int]:
    """Return the ids of those who were heard of in the last :data:`HERE_SECONDS`."""
    ids = redis_client().zrangebyscore(_key(classroom_id), time.time() - HERE_SECONDS, "+inf")
    return frozenset(int(str(user_id)) for user_id in ids)


def _key(classroom_id: int) -> str:
    return f"class:{classroom_id}:here"
