"""One endpoint, written three times. The settings of the lab are in the environment."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

POOL = int(os.environ["POOL"])
THREADS = int(os.environ["THREADS"])
QUERY = text("SELECT title, pg_sleep(:seconds) FROM tasks WHERE id = 1")
PARAMETERS = {"seconds": int(os.environ["D"]) / 1000}

engine = create_engine("postgresql://user:pass@localhost:5432/taskdb", pool_size=POOL, max_overflow=0)
async_engine = create_async_engine(
    "postgresql+asyncpg://user:pass@localhost:5432/taskdb", pool_size=POOL, max_overflow=0
)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Set the number of worker threads and open the pool's connections, so that only requests are measured."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    if os.environ["ROUTE"] == "async":
        for connection in [await async_engine.connect() for _ in range(POOL)]:
            await connection.close()
    else:
        for connection in [engine.connect() for _ in range(POOL)]:
            connection.close()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/ready")
async def ready():
    return {}


@app.get("/tasks/sync")
def in_a_worker_thread():
    with Session(engine) as session:
        return {"title": session.execute(QUERY, PARAMETERS).scalar_one()}


@app.get("/tasks/async")
async def on_the_event_loop():
    async with AsyncSession(async_engine) as session:
        return {"title": (await session.execute(QUERY, PARAMETERS)).scalar_one()}


@app.get("/tasks/blocking")
async def blocking_the_event_loop():
    with Session(engine) as session:
        return {"title": session.execute(QUERY, PARAMETERS).scalar_one()}
