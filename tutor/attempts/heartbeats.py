"""What workers tell of themselves, and when: the last beat of each is kept in Redis under its name."""

from collections.abc import Iterable

import redis
from pydantic import BaseModel

from sandbox.pool import PoolState
from tutor.attempts.clocks import HEARTBEAT_GONE, HEARTBEAT_KEPT

KEPT_MS = round(HEARTBEAT_KEPT * 1000)


class Heartbeat(BaseModel):
    """One worker: whether it takes runs, why not, and what it has ready for them."""

    worker: str
    taking: bool
    reason: str
    pools: list[PoolState]
    # Runs it plays at once, and how long each of its last ones took; None before the first.
    slots: int = 1
    run_seconds: float | None = None
    # What holds a whole run's memory; see :attr:`sandbox.Sandbox.held_by`.
    held_by: str

    @property
    def sentence(self) -> str:
        """Return all of it for a person."""
        pools = "; ".join(
            f"{pool.name}: {pool.ready} of {pool.size} ready" + (f", ALARM: {pool.alarm}" if pool.alarm else "")
            for pool in self.pools
        )
        return (
            f"takes runs; memory held by: {self.held_by}; {pools}" if self.taking else f"TAKES NO RUNS: {self.reason}"
        )


def heartbeat_key(worker: str) -> str:
    """Return the name under which a worker says that it lives; the key's age is the time since the last beat."""
    return f"worker:{worker}"


def beating(client: "redis.Redis") -> list[Heartbeat]:
    """Return the last beats of all workers that were heard of just now."""
    keys: Iterable[bytes] = client.scan_iter(heartbeat_key("*"))
    beats = [client.get(key) for key in keys if _is_fresh(client, key)]
    return [Heartbeat.model_validate_json(beat) for beat in beats if isinstance(beat, str | bytes)]


def is_gone(client: "redis.Redis", worker: str) -> bool:
    """Tell whether a worker beat once and has stopped. One that Redis knows nothing of gets until the deadline."""
    key = heartbeat_key(worker)
    return bool(client.exists(key)) and not _is_fresh(client, key)


def _is_fresh(client: "redis.Redis", key: str | bytes) -> bool:
    left_ms = int(client.pttl(key))
    return left_ms > 0 and HEARTBEAT_KEPT - left_ms / 1000 <= HEARTBEAT_GONE
