"""What has to be ready is: a pool that is short is repaired, and tells of it when that does not help."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from sandbox import SandboxError, pool
from sandbox.pool import ALARM_SECONDS, WarmPool

pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass
class Thing:
    """Something that can die."""

    alive: bool = True
    closed: bool = False

    def close(self) -> None:
        self.closed = True


class Maker:
    """Makes things, or fails while it is told to."""

    def __init__(self) -> None:
        self.made: list[Thing] = []
        self.fails = False

    async def __call__(self) -> Thing:
        await asyncio.sleep(0)
        if self.fails:
            raise SandboxError("no room")
        self.made.append(Thing())
        return self.made[-1]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Maker:
    monkeypatch.setattr(pool, "AGAIN_SECONDS", 0.0)
    return Maker()


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110 - what is waited for has no event, and is a turn of the loop away
            await asyncio.sleep(0)


async def filled(make: Callable[[], Awaitable[Thing]]) -> WarmPool[Thing]:
    found = WarmPool("things", make, 3)
    found.refill()
    await until(lambda: found.state.ready == 3)
    return found


async def test_what_was_lent_is_thrown_away_and_replaced(make: Maker) -> None:
    things = await filled(make)
    async with things.lend() as thing:
        assert (things.state.ready, things.state.lent) == (2, 1)
    assert thing.closed
    await until(lambda: things.state.ready == 3)
    assert thing not in things._ready


async def test_what_died_while_it_waited_is_replaced(make: Maker) -> None:
    things = await filled(make)
    make.made[1].alive = False
    things.look(0)
    assert make.made[1].closed
    await until(lambda: things.state.ready == 3)
    assert all(thing.alive for thing in things._ready)


async def test_a_fault_while_refilling_is_told_and_tried_again(make: Maker, caplog: pytest.LogCaptureFixture) -> None:
    make.fails = True
    things = WarmPool("things", make, 3)
    things.refill()
    await until(lambda: things.state.faults > 2)
    assert "things: one could not be made: no room" in caplog.text
    make.fails = False
    await until(lambda: things.state.ready == 3)
    await things.close()


async def test_a_pool_that_stays_short_alarms_until_it_is_whole(make: Maker, caplog: pytest.LogCaptureFixture) -> None:
    make.fails = True
    things = WarmPool("things", make, 3)
    things.look(100)
    await until(lambda: things.state.faults)
    things.look(100 + ALARM_SECONDS)
    assert things.state.alarm == ""
    things.look(101 + ALARM_SECONDS)
    things.look(102 + ALARM_SECONDS)
    assert things.state.alarm == "no room"
    alarms = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage() for record in alarms] == ["things: only 0 of 3 are ready: no room"]

    make.fails = False
    await until(lambda: things.state.ready == 3)
    things.look(200)
    assert things.state.alarm == ""
    assert "all 3 are ready again" in caplog.text
    await things.close()


async def test_what_is_lent_counts_as_there(make: Maker) -> None:
    things = await filled(make)
    async with things.lend(), things.lend():
        for now in (0, 100):
            things.look(now)
        assert (things.state.ready, things.state.alarm) == (1, "")
        assert len(make.made) == 3
    await things.close()
