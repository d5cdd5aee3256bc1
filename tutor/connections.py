"""Connections to Redis (or Valkey): one pool for synchronous code, one short-lived client per asynchronous reader."""

from functools import cache

import redis
import redis.asyncio
from django.conf import settings


@cache
def redis_client() -> "redis.Redis":
    """Return the process's client for synchronous code; it is safe to share between threads."""
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True)


def async_redis_client() -> "redis.asyncio.Redis":
    """Make a client for the running event loop; use it as ``async with``, so that its connections are closed."""
    return redis.asyncio.Redis.from_url(settings.REDIS_URL, decode_responses=True)
