"""The door between an examiner and an application: an HTTP proxy that tells every request as it passes.

It stands outside of both, so what it tells of method, path, status and time is what happened. The number it gives to a
request travels in a header, by which statements find their request; that is for teaching, like their line.
"""

import asyncio
import itertools
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import h11

from sandbox.listening import accept_all
from sandbox.template.serving import NUMBER_HEADER

Emit = Callable[[str, dict[str, Any]], None]
CHUNK = 65536
# Of one answer: an application that streams without end is cut off.
LONGEST_ANSWER = 16 * 1024 * 1024
SHOWN_BYTES = 500


class UnderWay:
    """How many requests have come and are not answered yet."""

    def __init__(self) -> None:
        self.number = 0
        self._changed = asyncio.Event()

    def change(self, by: int) -> None:
        """Count requests that come, or go."""
        self.number += by
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, holds: Callable[[int], bool], seconds: float) -> None:
        """Wait until ``holds`` is true of the number, or for so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds(self.number):
                    await self._changed.wait()


class Door:
    """Leads the examiner's connections to the socket that the descriptor ``place`` stands for."""

    def __init__(self, place: int, under_way: UnderWay, emit: Emit) -> None:
        self._under_way = under_way
        self._place = place
        self._emit = emit
        self._numbers = itertools.count(1)

    async def serve(self, descriptor: int) -> None:
        """Accept connections on a listening descriptor, and own it, until cancelled."""
        await accept_all(descriptor, self._connection)

    async def _connection(self, client: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=client)
        # Whoever breaks off, or speaks no HTTP, loses this connection and nothing else.
        with suppress(OSError, EOFError, h11.ProtocolError):
            inner = await asyncio.open_unix_connection(f"/proc/self/fd/{self._place}")
            try:
                await _Exchange(_Side(h11.SERVER, reader, writer), _Side(h11.CLIENT, *inner), self).pass_on()
            finally:
                inner[1].close()
        writer.close()

    def began(self, request: h11.Request) -> tuple[int, dict[str, Any]]:
        """Tell that a request has come; returns its number, and what it is known by."""
        self._under_way.change(+1)
        number = next(self._numbers)
        known = {"id": number, "method": _text(request.method), "path": _text(request.target)}
        self._emit("request", {"state": "began", **known})
        return number, known

    def answered(self, known: dict[str, Any], status: int | None, took: float, body: bytes) -> None:
        """Tell how a request was answered; ``None`` when it was not."""
        self._under_way.change(-1)
        told = {"status": status, "took_ms": round(took * 1000, 2), "body": body.decode("utf-8", "replace")}
        self._emit("request", {"state": "answered", **known, **told})


class _Side:
    """One connection, and what h11 knows of it."""

    def __init__(self, role: type[h11.CLIENT | h11.SERVER], reader: Any, writer: Any) -> None:
        self.state = h11.Connection(role)
        self._reader: asyncio.StreamReader = reader
        self._writer: asyncio.StreamWriter = writer

    async def next(self) -> Any:
        """Return the next event; raises :class:`EOFError` when the other end has left."""
        while (event := self.state.next_event()) is h11.NEED_DATA:
            self.state.receive_data(await self._reader.read(CHUNK))
        if isinstance(event, h11.ConnectionClosed) or event is h11.PAUSED:
            raise EOFError
        return event

    async def left(self) -> None:
        """Return when the other end, which has nothing to say now, has left."""
        await self._reader.read(1)

    async def send(self, event: Any) -> None:
        """Send one event."""
        self._writer.write(self.state.send(event) or b"")
        await self._writer.drain()


class _Exchange:
    """The requests of one connection, one after the other."""

    def __init__(self, outer: _Side, inner: _Side, door: Door) -> None:
        self._outer, self._inner, self._door = outer, inner, door

    async def pass_on(self) -> None:
        """Pass requests and answers on until either side leaves."""
        while True:
            request = await self._asked()
            number, known = self._door.began(request)
            began = time.monotonic()
            status, body = None, bytearray()
            try:
                await self._inner.send(_numbered(request, number))
                await _pass(self._outer, self._inner)
                status = await self._answer(body)
            finally:
                self._door.answered(known, status, time.monotonic() - began, bytes(body[:SHOWN_BYTES]))
            self._outer.state.start_next_cycle()
            self._inner.state.start_next_cycle()

    async def _asked(self) -> h11.Request:
        """Return the next request; raises :class:`EOFError` also when the application ends an idle connection."""
        asking, leaving = asyncio.ensure_future(self._outer.next()), asyncio.ensure_future(self._inner.left())
        try:
            await asyncio.wait([asking, leaving], return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise EOFError
            request: h11.Request = await asking
            return request
        finally:
            for task in (asking, leaving):
                task.cancel()
            await asyncio.gather(asking, leaving, return_exceptions=True)

    async def _answer(self, body: bytearray) -> int:
        status, size = 0, 0
        while True:
            event = await self._inner.next()
            if isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                size += len(event.data)
                body += event.data[: max(0, SHOWN_BYTES - len(body))]
                if size > LONGEST_ANSWER:
                    raise EOFError
            await self._outer.send(event)
            if isinstance(event, h11.EndOfMessage):
                return status


async def _pass(source: _Side, target: _Side) -> None:
    """Pass on a message's body and its end."""
    while True:
        event = await source.next()
        await target.send(event)
        if isinstance(event, h11.EndOfMessage):
            return


def _numbered(request: h11.Request, number: int) -> h11.Request:
    headers = [(name, value) for name, value in request.headers if name != NUMBER_HEADER]
    return h11.Request(
        method=request.method,
        target=request.target,
        headers=[*headers, (NUMBER_HEADER, str(number).encode())],
        http_version=request.http_version,
    )


def _text(data: bytes) -> str:
    return data.decode("ascii", "replace")
