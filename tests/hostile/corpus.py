"""Reads the attack programs: one file each, with a docstring (what it tries, what proves an escape) and a header.

The header is lines of comments below the docstring:

- ``# contained: PermissionError | timed_out | said`` how the attack must end: with one of these exceptions as the last
  line of its traceback, with one of these statuses, or (``said``) by printing ``contained`` as its last line;
- ``# proof: NAME`` what else counts as an escape, beside the word ESCAPED: a function of :mod:`tests.hostile.proofs`;
- ``# runs: 2`` or ``# runs: 2 at once``: the program is run again, to find what the other run left or does;
- ``# limits: {"seconds": 2}`` limits other than the usual ones, as JSON.

Every attack prints ``began`` first: one that died on the way there has not been contained by anything.
"""

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sandbox.conftest import Box, Seen

FOLDER = Path(__file__).parent
TOOLKIT = FOLDER / "toolkit.py"
_HEADER = re.compile(r"^# (contained|proof|runs|limits): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One file of the corpus."""

    name: str
    program: str
    contained: tuple[str, ...]
    proof: str | None
    runs: int
    at_once: bool
    limits: dict[str, Any]


def attacks() -> list[Attack]:
    """Return the whole corpus, in the order of its paths."""
    return [_read(path) for path in sorted(FOLDER.glob("*/*.py"))]


def _read(path: Path) -> Attack:
    program = path.read_text()
    header = dict(_HEADER.findall(program))
    number, _, manner = header.get("runs", "1").partition(" ")
    return Attack(
        name=f"{path.parent.name}/{path.stem}",
        program=program,
        contained=tuple(header["contained"].split(" | ")),
        proof=header.get("proof"),
        runs=int(number),
        at_once=manner == "at once",
        limits=json.loads(header.get("limits", "{}")),
    )


async def play(box: Box, attack: Attack, facts: dict[str, object]) -> list[Seen]:
    """Run one attack as often as it wants."""
    files = {"toolkit.py": TOOLKIT.read_text(), "facts.json": json.dumps(facts)}
    runs = [box.run(attack.program, files=files, limits=attack.limits) for _ in range(attack.runs)]
    return list(await asyncio.gather(*runs)) if attack.at_once else [await run for run in runs]
