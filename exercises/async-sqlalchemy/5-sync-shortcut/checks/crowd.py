"""What the drivers share: a client without limits, and a table that is locked until all have come to rest."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx

from sandbox.template.host import host

DATABASE = "postgresql://user:pass@localhost:5432/taskdb"


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
async def locked_tasks() -> AsyncIterator[None]:
    """Hold the table, so that every query on it waits until the end."""
    connection = await asyncpg.connect(DATABASE)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE")
            yield
    finally:
        await connection.close()


async def at_rest(requests: int) -> None:
    """Wait until so many requests have come and nothing moves: as many queries wait for the table as ever will."""
    await asyncio.to_thread(host().ask, "calm", requests=requests)
