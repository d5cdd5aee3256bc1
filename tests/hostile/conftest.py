"""The real sandbox with canaries around it; the attacks that were asked for, run several at once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from sandbox import SandboxError, open_sandbox
from sandbox.provision import provision
from tests.hostile.beside import Neighbour, Victim
from tests.hostile.canaries import Canaries, planted
from tests.hostile.corpus import Attack, play
from tests.sandbox.conftest import Box, Seen
from tutor.embedded.home import SANDBOX

# As many as two cores still answer in time.
AT_ONCE = 4


@pytest.fixture(scope="session")
def canaries() -> Iterator[Canaries]:
    with planted() as found:
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def box(canaries: Canaries) -> AsyncIterator[Box]:
    provision(SANDBOX, print)
    async with open_sandbox(SANDBOX) as sandbox:
        yield Box(sandbox)


@dataclass
class Results:
    """What became of the attacks by their names, our own faults among it, and of the neighbour that ran beside them."""

    runs: dict[str, list[Seen]] = field(default_factory=dict)
    faults: dict[str, SandboxError] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def ended(request: pytest.FixtureRequest, box: Box, canaries: Canaries) -> Results:
    """Every attack that this session selected, played to its end."""
    items = (item for item in request.session.items if isinstance(item, pytest.Function) and hasattr(item, "callspec"))
    parameters = (item.callspec.params.get("attack") for item in items)
    chosen = [attack for attack in parameters if isinstance(attack, Attack)]
    turns = asyncio.Semaphore(AT_ONCE)
    results, neighbour = Results(), Neighbour(box)

    async def take_turn(attack: Attack) -> None:
        async with turns:
            with neighbour.beside(attack.name):
                try:
                    results.runs[attack.name] = await play(box, attack, canaries.facts())
                except SandboxError as fault:
                    results.faults[attack.name] = fault

    async with Victim(box.sandbox), neighbour:
        await asyncio.gather(*(take_turn(attack) for attack in chosen))
    results.complaints = neighbour.complaints
    return results
