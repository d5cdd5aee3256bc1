"""One real sandbox for all tests here, and a way to run a program in it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest_asyncio

from sandbox import Job, Limits, Outcome, Sandbox, open_sandbox
from sandbox.provision import provision
from tutor.embedded.home import SANDBOX


@dataclass
class Seen:
    """A finished run: how it ended and its events in order."""

    outcome: Outcome
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def text(self, kind: str = "stdout") -> str:
        return "".join(fields["text"] for name, fields in self.events if name == kind)

    def queries(self, driver: bool = False) -> list[dict[str, Any]]:
        return [fields for name, fields in self.events if name == "query" and fields["driver"] == driver]


class Box:
    """Runs programs and collects what they do."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def run(self, program: str, **job: Any) -> Seen:
        limits = Limits(**job.pop("limits", {}))
        files = {"main.py": program, **job.pop("files", {})}
        events: list[tuple[str, dict[str, Any]]] = []
        wanted = Job(files=files, limits=limits, **job)
        outcome = await self.sandbox.run(wanted, lambda kind, fields: events.append((kind, fields)))
        return Seen(outcome, events)


def own_home(folder: Path) -> Path:
    """Return a home that nobody else puts anything into, on the environments that are installed already."""
    provision(SANDBOX, print)
    folder.mkdir()
    for made in SANDBOX.iterdir():
        (folder / made.name).symlink_to(made)
    return folder


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def box() -> AsyncIterator[Box]:
    provision(SANDBOX, print)
    async with open_sandbox(SANDBOX) as sandbox:
        yield Box(sandbox)
