"""One sandbox for all that is played here."""

from collections.abc import AsyncIterator

import pytest_asyncio

from sandbox import Sandbox, open_sandbox
from sandbox.provision import provision
from tutor.embedded.home import SANDBOX


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    provision(SANDBOX, print)
    async with open_sandbox(SANDBOX) as opened:
        yield opened
