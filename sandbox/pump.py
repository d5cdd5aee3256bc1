"""Joins two connections: what arrives on one is looked at and passed on to the other at once, with no task between."""

import asyncio
from collections.abc import Callable
from typing import cast

Take = Callable[[bytes], bytes]
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def exchange(program: Stream, server: Stream, from_program: Take, from_server: Take, delay: float) -> None:
    """Pass bytes on both ways until one side ends; ``from_…`` return what is to be passed on.

    ``delay`` is for each piece of the program's, in seconds. Raises what ``from_…`` raise. Closes nothing.
    """
    over = asyncio.get_running_loop().create_future()
    ends = [cast("asyncio.Transport", writer.transport) for _, writer in (program, server)]
    pumps = [_Pump(from_program, ends[1], over, delay), _Pump(from_server, ends[0], over, 0)]
    for (reader, _), transport, pump in zip((program, server), ends, pumps, strict=True):
        transport.set_protocol(pump)
        # What had been read already: at its end a reader gives that without waiting, so nothing comes in between.
        reader.feed_eof()
        if early := await reader.read():
            pump.data_received(early)
        transport.resume_reading()
    await over


class _Pump(asyncio.Protocol):
    """Reads one side."""

    def __init__(self, take: Take, target: asyncio.Transport, over: "asyncio.Future[None]", delay: float) -> None:
        self._take = take
        self._target = target
        self._over = over
        self._delay = delay

    def data_received(self, data: bytes) -> None:
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, self._pass_on, data)
        else:
            self._pass_on(data)

    def eof_received(self) -> None:
        """Close, like the side that has."""

    def connection_lost(self, error: Exception | None) -> None:
        # Behind what is still under way.
        asyncio.get_running_loop().call_later(self._delay, self._end)

    def pause_writing(self) -> None:
        """This side takes no more for now: the other one has to wait."""
        self._target.pause_reading()

    def resume_writing(self) -> None:
        self._target.resume_reading()

    def _pass_on(self, data: bytes) -> None:
        if self._over.done():
            return
        try:
            self._target.write(self._take(data))
        except Exception as error:  # noqa: BLE001 - raised again where the exchange is awaited
            self._over.set_exception(error)

    def _end(self) -> None:
        if not self._over.done():
            self._over.set_result(None)
