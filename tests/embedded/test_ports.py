"""Ports: two installations that start at the same moment never get the same one."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Barrier

import pytest

from tutor.embedded.ports import FIRST_PORT, NoPortError, claim_port

HOST = "127.0.0.1"


def test_at_the_same_moment_everybody_gets_another_one() -> None:
    together = Barrier(20)

    def start(_: int) -> tuple[int, socket.socket]:
        together.wait()
        return claim_port(HOST, None, None)

    with ThreadPoolExecutor(20) as pool, ExitStack() as claims:
        found = list(pool.map(start, range(20)))
        for _, claim in found:
            claims.enter_context(closing(claim))
        assert len({port for port, _ in found}) == 20


def test_the_last_one_is_taken_again_when_it_is_free() -> None:
    port, claim = claim_port(HOST, None, None)
    assert claim_port(HOST, None, port)[0] != port
    claim.close()
    again, claim = claim_port(HOST, None, port)
    claim.close()
    assert again == port


def test_a_port_on_which_somebody_listens_is_left_alone() -> None:
    with socket.create_server((HOST, 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(NoPortError, match=f"Port {taken} is taken"):
            claim_port(HOST, taken, None)
        port, claim = claim_port(HOST, None, taken)
        claim.close()
        assert port >= FIRST_PORT
        assert port != taken


def test_what_is_no_port_is_told() -> None:
    with pytest.raises(NoPortError, match="not allowed"):
        claim_port(HOST, 100_000, None)
