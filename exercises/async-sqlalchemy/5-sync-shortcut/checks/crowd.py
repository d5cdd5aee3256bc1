"""What the drivers share: a client without limits, and a table that is locked until all have come to rest."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx

DATABASE = "postgresql://user:pass@localhost:5432/taskdb"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
# Nobody new has begun to wait for so long: as many wait as can.
REST_SECONDS = 1.0
LOOK_SECONDS = 0.05


@asynccontextmanager
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Speak to the application, as soon as it is up, with as many connections as it takes, however long they take."""
    # A connection that is kept open is closed by the server sooner or later, perhaps just when it is used again.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(base_url="http://localhost:8000", limits=limits, timeout=None) as found:
        await found.get("/ready")
        yield found


async def send(speaking: httpx.AsyncClient, size: int, path: str) -> None:
    """Ask for ``path``, ``size`` times at once; a request that breaks is seen at the door."""
    await asyncio.gather(*(speaking.get(path) for _ in range(size)), return_exceptions=True)


@asynccontextmanager
async def locked_tasks() -> AsyncIterator[asyncpg.Connection]:
    """Hold the table, so that every query on it waits until the end."""
    connection = await asyncpg.connect(DATABASE)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE")
            yield connection
    finally:
        await connection.close()


async def at_rest(connection: asyncpg.Connection) -> None:
    """Wait until queries wait for the table, and no further one joins them."""
    waiting, since = 0, asyncio.get_running_loop().time()
    while not waiting or asyncio.get_running_loop().time() - since < REST_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
        # Within a transaction the first look would be shown again.
        await connection.execute("SELECT pg_stat_clear_snapshot()")
        now = await connection.fetchval(WAITING)
        if now != waiting:
            waiting, since = now, asyncio.get_running_loop().time()
