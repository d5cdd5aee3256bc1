"""A worker process: one event loop in a thread of its own that keeps the sandbox, beats, and hears of stopped runs."""

import asyncio
import logging
import os
import socket
import threading
import time
import uuid
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from statistics import mean
from typing import TypeVar

import redis.asyncio
from django.conf import settings
from redis.exceptions import RedisError

from sandbox import Sandbox, SandboxError, open_sandbox
from sandbox.canary import canary
from sandbox.soundness import Soundness
from tutor.attempts.clocks import CANCEL_POLL, HEARTBEAT_EVERY
from tutor.attempts.heartbeats import KEPT_MS, Heartbeat, heartbeat_key
from tutor.attempts.lifecycle import cancel_key
from tutor.attempts.streams import RunId
from tutor.connections import async_redis_client

T = TypeVar("T")
Work = Callable[[Sandbox, "redis.asyncio.Redis"], Awaitable[T]]

# From so many runs a worker tells how long one takes: few, since a class goes from quick steps to slow ones together.
LAST_RUNS = 8

logger = logging.getLogger(__name__)


class RunStoppedError(Exception):
    """The learner stopped the run while it was being played."""


class Worker:
    """Plays runs for the task threads; :meth:`start` returns when the sandbox is ready to take one."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._ready: Future[asyncio.AbstractEventLoop] = Future()
        self._stop = asyncio.Event()
        self._playing: dict[RunId, asyncio.Task[object]] = {}
        self._stopped: set[RunId] = set()
        self._took: deque[float] = deque(maxlen=LAST_RUNS)

    def start(self) -> None:
        """Open the sandbox; raises what keeps it shut, which ends the process: a worker without one helps nobody."""
        self._thread = threading.Thread(target=self._main, name="sandbox", daemon=True)
        self._thread.start()
        try:
            self._loop = self._ready.result()
        except Exception as error:
            raise SystemExit(f"The sandbox cannot be opened: {error}. Run `./classroom doctor` to see why.") from error

    def stop(self) -> None:
        """Close the sandbox and everything in it."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def is_sound(self) -> bool:
        """Tell whether a run may be taken: after a fault only when the canary has come back, which is waited for."""
        return asyncio.run_coroutine_threadsafe(self._soundness.assured(), self._loop).result()

    def run(self, run_id: RunId, work: Work[T]) -> T:
        """Do ``work`` in the loop and wait for it; raises :class:`RunStoppedError` when its learner stops it."""
        return asyncio.run_coroutine_threadsafe(self._tracked(run_id, work), self._loop).result()

    def _main(self) -> None:
        try:
            asyncio.run(self._live())
        except BaseException as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)

    async def _live(self) -> None:
        async with open_sandbox(settings.SANDBOX) as self._sandbox, async_redis_client() as self._client:
            # A worker whose walls are thinner than declared takes no job and says why.
            await self._canary()
            self._soundness = Soundness(self._canary)
            pulse = asyncio.create_task(self._pulse())
            self._ready.set_result(asyncio.get_running_loop())
            await self._stop.wait()
            pulse.cancel()

    async def _canary(self) -> None:
        await canary(self._sandbox, accepted=settings.ACCEPT_WEAKER)

    async def _tracked(self, run_id: RunId, work: Work[T]) -> T:
        task = asyncio.current_task()
        assert task is not None
        self._playing[run_id] = task
        began = time.monotonic()
        try:
            return await work(self._sandbox, self._client)
        except (SandboxError, TimeoutError):
            self._soundness.doubt()
            raise
        except asyncio.CancelledError:
            if run_id in self._stopped:
                raise RunStoppedError from None
            raise
        finally:
            self._took.append(time.monotonic() - began)
            del self._playing[run_id]
            self._stopped.discard(run_id)

    async def _pulse(self) -> None:
        ticks = round(HEARTBEAT_EVERY / CANCEL_POLL)
        while True:
            try:
                await self._client.set(heartbeat_key(self.name), self._beat().model_dump_json(), px=KEPT_MS)
                for _ in range(ticks):
                    await self._hear_stops()
                    await asyncio.sleep(CANCEL_POLL)
            except RedisError as error:
                logger.warning("the worker's heartbeat failed: %s", error)
                await asyncio.sleep(CANCEL_POLL)

    def _beat(self) -> Heartbeat:
        reason = self._soundness.reason
        pools, held_by = self._sandbox.pools, self._sandbox.held_by
        return Heartbeat(
            worker=self.name,
            taking=not reason,
            reason=reason,
            pools=pools,
            slots=settings.CELERY_WORKER_CONCURRENCY,
            run_seconds=mean(self._took) if self._took else None,
            held_by=held_by,
        )

    async def _hear_stops(self) -> None:
        playing = list(self._playing)
        flags = await self._client.mget([cancel_key(run_id) for run_id in playing]) if playing else []
        for run_id, flag in zip(playing, flags, strict=True):
            if flag and run_id in self._playing and run_id not in self._stopped:
                self._stopped.add(run_id)
                self._playing[run_id].cancel()
