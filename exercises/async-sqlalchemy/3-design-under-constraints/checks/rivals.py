"""Two requests at once, interleaved on purpose. Nothing here depends on who is quicker.

A third party holds a lock, and the application's transactions run into it one after the other: those of ``blocked`` at
the rows that they want, those of ``uncommitted`` at their own commit, when all is written and nobody else can see it.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

# Longer than any transaction takes to get to its lock; less than a request may take.
PATIENCE_SECONDS = 4.0
LOOK_SECONDS = 0.01
REFUSED = 400
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
# The application's transactions, and whatever else is not done yet.
BUSY = text("SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()")
# A commit that has touched an order has to pass the gate.
GATE = text("SELECT pg_advisory_xact_lock(815)")
BUILD_GATE = (
    "CREATE OR REPLACE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN PERFORM pg_advisory_xact_lock(815); RETURN NULL; END'",
    "CREATE CONSTRAINT TRIGGER gate AFTER INSERT OR UPDATE ON orders DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION gate()",
)
REMOVE_GATE = "DROP TRIGGER gate ON orders"


class Rivals:
    def __init__(self, client: httpx.AsyncClient, holding: AsyncConnection, observing: AsyncConnection) -> None:
        self._client, self._holding, self._observing = client, holding, observing

    async def blocked(self, *requests: Awaitable[httpx.Response]) -> list[httpx.Response]:
        """All of them have begun before one of them can write to a product."""
        await self._holding.execute(text("SELECT id FROM products FOR UPDATE"))
        return await self._meet(*requests)

    async def uncommitted(self, *requests: Awaitable[httpx.Response]) -> list[httpx.Response]:
        """The first has written and not committed when the second comes, and so on."""
        for statement in BUILD_GATE:
            await self._observing.execute(text(statement))
        await self._holding.execute(GATE)
        try:
            return await self._meet(*requests)
        finally:
            await self._observing.execute(text(REMOVE_GATE))

    async def _meet(self, *requests: Awaitable[httpx.Response]) -> list[httpx.Response]:
        # None of them waits until the commit of the one before is through, as this client's requests do otherwise.
        hooks, self._client.event_hooks = self._client.event_hooks, {}
        sent: list[asyncio.Future[httpx.Response]] = []
        try:
            for request in requests:
                sent.append(asyncio.ensure_future(request))
                await self._until(self._waits, len(sent), sent[-1])
            await self._holding.rollback()
            answers = await asyncio.gather(*sent)
        finally:
            self._client.event_hooks = hooks
        await self._until(self._rests)
        return answers

    async def _until(self, holds: Callable[..., Awaitable[bool]], *of: Any) -> None:
        """Look again and again; what waits in another place than the database is not waited for any longer."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        # A look that is under way is never broken off: that would cost the connection.
        while not await holds(*of) and time.monotonic() < deadline:
            await asyncio.sleep(LOOK_SECONDS)

    async def _waits(self, how_many: int, last: "asyncio.Future[httpx.Response]") -> bool:
        """So many transactions wait for a lock, or the last request was refused without having to."""
        refused = last.done() and last.result().status_code >= REFUSED
        return refused or await self._count(WAITING) >= how_many

    async def _rests(self) -> bool:
        """The commits behind the responses are through."""
        return await self._count(BUSY) == 0

    async def _count(self, question: TextClause) -> int:
        return int((await self._observing.execute(question)).scalar_one())


@pytest.fixture
async def rivals(client: httpx.AsyncClient) -> AsyncIterator[Rivals]:
    async with _connected() as holding, _connected(isolation_level="AUTOCOMMIT") as observing:
        yield Rivals(client, holding, observing)


@asynccontextmanager
async def _connected(**options: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool, **options)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()
