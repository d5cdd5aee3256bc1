"""Two runs of our own that look around: sent ahead before a worker takes jobs, and after a fault."""

import asyncio
import json
from collections.abc import Collection
from typing import Any

from sandbox.outcome import SandboxError, Status
from sandbox.policy import Limits
from sandbox.posture import PROBE, shared, weaknesses
from sandbox.runs import Job
from sandbox.service import Sandbox
from sandbox.walls import WallName

LIMITS = Limits()


async def canary(sandbox: Sandbox, environment: str = "current", accepted: Collection[WallName] = ()) -> None:
    """Raise :class:`SandboxError` that names everything in which live runs are weaker than declared. Takes 0.2 s.

    The walls that are ``accepted`` may be missing.
    """
    one, other = await asyncio.gather(_look(sandbox, environment), _look(sandbox, environment))
    problems = [*weaknesses(one, LIMITS, accepted), *shared(one, other)]
    if problems:
        raise SandboxError("a run is weaker than it has to be: " + "; ".join(problems))


async def _look(sandbox: Sandbox, environment: str) -> dict[str, Any]:
    told: list[tuple[str, dict[str, Any]]] = []
    job = Job({"main.py": PROBE}, environment=environment, limits=LIMITS)
    outcome = await sandbox.run(job, lambda kind, fields: told.append((kind, fields)))
    text = {name: "".join(fields["text"] for kind, fields in told if kind == name) for name in ("stdout", "stderr")}
    if outcome.status != Status.OK:
        raise SandboxError(f"the canary could not look around: {outcome.status}: {text['stderr'][-500:]}")
    try:
        seen: dict[str, Any] = json.loads(text["stdout"])
    except ValueError as error:
        raise SandboxError(f"the canary brought nonsense: {text['stdout'][-500:]!r}") from error
    return seen
