"""The channel between the host and its cells: whatever bytes come, one side reads messages or fails in its own way."""

import asyncio
import itertools
import json
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import SandboxError, cells
from sandbox.template import channel

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
MESSAGES = st.dictionaries(st.text(), st.recursive(SCALARS, st.lists, max_leaves=20), max_size=5)


@given(MESSAGES)
def test_a_message_arrives_as_it_was_sent(message: dict[str, Any]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        channel.send(ours, message)
        assert channel.receive(theirs) == message


@given(st.binary(max_size=200), st.integers(0, 200))
def test_a_cell_reads_messages_or_fails_in_its_own_way(data: bytes, claimed: int) -> None:
    for stream in (data, claimed.to_bytes(channel.HEADER_BYTES, "big") + data):
        ours, theirs = socket.socketpair()
        with theirs:
            with ours:
                ours.sendall(stream)
            try:
                assert isinstance(channel.receive(theirs), dict)
            except (EOFError, ValueError):
                continue


@given(st.lists(st.binary(max_size=60), max_size=6), st.integers(0, 300))
def test_the_host_reads_messages_or_blames_itself(pieces: list[bytes], claimed: int) -> None:
    """Only the guardian, our own code, writes there; a fault in it must not become another one in the worker."""
    for first in (b"", claimed.to_bytes(channel.HEADER_BYTES, "big")):
        try:
            assert isinstance(asyncio.run(_received([first, *pieces])), dict)
        except SandboxError:
            continue


@given(MESSAGES, st.data())
def test_the_host_puts_pieces_together(message: dict[str, Any], draw: st.DataObject) -> None:
    stream = channel.pack(message)
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(stream)), max_size=4)))
    pieces = [stream[a:b] for a, b in itertools.pairwise([0, *cuts, len(stream)])]
    if "fault" in message:
        with pytest.raises(SandboxError):
            asyncio.run(_received(pieces))
    else:
        assert asyncio.run(_received(pieces)) == message


def test_a_message_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        channel.length_of((channel.LONGEST_MESSAGE + 1).to_bytes(channel.HEADER_BYTES, "big"))
    with pytest.raises(ValueError, match="object"):
        channel.parse(json.dumps([1]).encode())


async def _received(pieces: list[bytes]) -> dict[str, Any]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with ours, theirs:
        reading = asyncio.create_task(cells.receive(ours))
        for piece in pieces:
            theirs.sendall(piece)
            await asyncio.sleep(0)
        theirs.shutdown(socket.SHUT_WR)
        message, _, _ = await reading
        return message
