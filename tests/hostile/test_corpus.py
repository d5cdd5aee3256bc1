"""Every program of the corpus stays where it is; what each tries is told in its own file."""

import builtins
import re

import pytest

from sandbox import Status
from tests.hostile.canaries import SECRET, Canaries
from tests.hostile.conftest import Results
from tests.hostile.corpus import Attack, attacks
from tests.hostile.proofs import PROOFS
from tests.sandbox.conftest import Box, Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What a traceback ends with; PostgreSQL's DETAIL and HINT may follow it.
EXCEPTION = re.compile(r"^(?:\w+\.)*(\w+(?:Error|error))\b", re.MULTILINE)
CORPUS = attacks()
AREAS = {"files", "links", "network", "privileges", "processes", "resources", "forgery", "database", "timing"}


@pytest.mark.parametrize("attack", CORPUS, ids=lambda attack: attack.name)
async def test_attack(attack: Attack, ended: Results) -> None:
    assert attack.name not in ended.faults, f"it made a fault of ours: {ended.faults[attack.name]}"
    proof = escape(attack, ended.runs[attack.name])
    assert proof is None, f"{proof}: {[brief(seen) for seen in ended.runs[attack.name]]}"
    for seen in ended.runs[attack.name]:
        assert seen.text().startswith("began"), f"it died before it began: {brief(seen)}"
        assert contained(attack, seen), f"stopped, but by none of {attack.contained}: {brief(seen)}"


def brief(seen: Seen) -> str:
    """Return how a run ended and the last that it said."""
    return f"{seen.outcome.status} {seen.text()[-300:]!r} {seen.text('stderr')[-300:]!r}"


def escape(attack: Attack, runs: list[Seen]) -> str | None:
    """Return what proves that the attack got through, if anything does."""
    told = str([seen.events for seen in runs])
    if any("ESCAPED" in seen.text() for seen in runs):
        return "it says so"
    if SECRET in told:
        return "it knows a secret of the host or of another run"
    if attack.proof is not None and PROOFS[attack.proof](runs):
        return attack.proof
    return None


def contained(attack: Attack, seen: Seen) -> bool:
    """Whether the attack was stopped by what its header names, not by a mistake in it."""
    raised = EXCEPTION.findall(seen.text("stderr"))[-1:] if seen.outcome.status == Status.FAILED else []
    endings = {str(seen.outcome.status), *(one for name in raised for one in families(name))}
    if not raised and seen.text().rstrip().endswith("contained"):
        endings.add("said")
    return bool(endings & set(attack.contained))


def families(name: str) -> list[str]:
    """Return an exception's name and, where it is one of Python's own, those of its bases."""
    known = getattr(builtins, name, None)
    return [name] if known is None else [base.__name__ for base in known.__mro__[:-3]]


async def test_nobody_knocked_at_the_host(ended: Results, canaries: Canaries) -> None:
    assert canaries.heard() == []


async def test_the_neighbour_noticed_nothing(ended: Results) -> None:
    assert ended.complaints == []


async def test_the_sandbox_still_serves(ended: Results, box: Box) -> None:
    assert (await box.run("print('still here')")).text() == "still here\n"


async def test_the_corpus_is_whole() -> None:
    assert len(CORPUS) >= 120
    assert {attack.name.partition("/")[0] for attack in CORPUS} == AREAS
    assert {attack.proof for attack in CORPUS} - {None} == set(PROOFS)
    for attack in CORPUS:
        assert "\n\nAn escape: " in attack.program.split('"""')[1], f"{attack.name} does not say what proves an escape"
