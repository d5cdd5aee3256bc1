"""Asks for tasks, one after the other or all at once, and looks at the connections from the server's side."""

import asyncio
import os
from collections import Counter

import asyncpg
import httpx

from sandbox.template.host import host

URL = "http://localhost:8000"
IDLE = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
# A visitor who comes once keeps no connection open.
EACH_ITS_OWN = httpx.Limits(max_connections=None, max_keepalive_connections=0)


async def statuses(path: str, times: int, *, at_once: bool) -> Counter[int]:
    """Ask so many times and return how often each status was answered."""
    async with httpx.AsyncClient(base_url=URL, timeout=60, limits=EACH_ITS_OWN) as client:
        if at_once:
            answers = await asyncio.gather(*(client.get(path) for _ in range(times)))
        else:
            answers = [await client.get(path) for _ in range(times)]
    return Counter(answer.status_code for answer in answers)


async def idle_in_transaction() -> int:
    """Return how many connections are inside a transaction while nothing is asked."""
    host().ask("rest")
    connection = await asyncpg.connect(os.environ["DATABASE_URL"].replace("+asyncpg", ""))
    try:
        return await connection.fetchval(IDLE)
    finally:
        await connection.close()
