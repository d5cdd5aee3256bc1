"""A live run is what it is declared to be; so is the database server beside it."""

import json
from pathlib import Path
from typing import Any

import psutil
import pytest

from sandbox import DOORS, Job, SandboxError, templates
from sandbox.canary import LIMITS, canary
from sandbox.posture import PROBE, weaknesses
from tests.hostile.test_mutations import MUTATIONS, command, mutated, opened
from tests.sandbox.conftest import Box

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_run_is_what_is_declared(box: Box) -> None:
    await canary(box.sandbox)


async def test_a_run_is_the_same_while_others_run(box: Box) -> None:
    """The pools are warm by now, and cells come out of a template that has forked before."""
    for _ in range(3):
        await canary(box.sandbox)


async def test_an_application_has_its_socket_besides_and_nothing_else(box: Box) -> None:
    main = "import runpy; runpy.run_path('/work/probe.py', run_name='__main__')"
    served = Job({"main.py": main, "probe.py": PROBE}, entry="main:app", role="application", limits=LIMITS)
    examiner = Job({"drive.py": "import time; time.sleep(9)"}, "drive.py", doors=DOORS)
    printed: list[str] = []

    def see(kind: str, fields: dict[str, Any]) -> None:
        if kind == "stdout" and "from" not in fields:
            printed.append(fields["text"])

    await box.sandbox.examine(served, examiner, see)
    found = json.loads("".join(printed))
    assert found["descriptors"].pop("3") == "socket"
    assert weaknesses(found, LIMITS) == []


async def test_an_examiner_has_its_settings_besides_and_nothing_else(box: Box) -> None:
    examiner = Job({"drive.py": PROBE}, "drive.py", doors=DOORS, settings={"APPLICATION": "served"}, limits=LIMITS)
    served = Job({"main.py": "app = None"}, entry="main:app", role="application")
    printed: list[str] = []

    def see(kind: str, fields: dict[str, Any]) -> None:
        if kind == "stdout" and "from" in fields:
            printed.append(fields["text"])

    await box.sandbox.examine(served, examiner, see)
    found = json.loads("".join(printed))
    found["environment"].remove("APPLICATION")
    assert weaknesses(found, LIMITS) == []


async def test_a_missing_wall_must_be_accepted_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mutation, make = MUTATIONS["no Landlock"], templates.program_container
    folder = mutated(mutation, tmp_path / "template")
    monkeypatch.setattr(templates, "program_container", lambda *words: command(make(*words), mutation, folder))
    async with opened() as sandbox:
        for accepted in ([], ["landlock-scopes"]):
            with pytest.raises(SandboxError, match=r"wall: landlock\)"):
                await canary(sandbox, accepted=accepted)
        await canary(sandbox, accepted=["landlock"])


async def test_a_lease_has_no_rights_either(box: Box) -> None:
    await box.run("print('the pool is warm')")
    looked, ours = 0, {process.pid for process in psutil.Process().children(recursive=True)}
    for server in psutil.process_iter(["name"]):
        process = Path(f"/proc/{server.pid}")
        if server.pid not in ours or server.info["name"] != "postgres" or " /lease " not in text(process / "mountinfo"):
            continue
        looked += 1
        status = dict(line.split(":\t", 1) for line in (process / "status").read_text().splitlines() if ":\t" in line)
        told = {name: status[name].strip() for name in ("CapEff", "CapPrm", "CapBnd", "NoNewPrivs", "Seccomp")}
        nothing = "0" * 16
        assert told == {"CapEff": nothing, "CapPrm": nothing, "CapBnd": nothing, "NoNewPrivs": "1", "Seccomp": "2"}
        # Its numbers in the host's, the container's and its own cell's process namespace.
        assert len(status["NSpid"].split()) == 3
        (lease,) = [line for line in text(process / "mountinfo").splitlines() if " /lease " in line]
        assert "size=163840k" in lease
    assert looked


def text(file: Path) -> str:
    """Return what is in a file of /proc, nothing when its process is gone or somebody else's."""
    try:
        return file.read_text()
    except OSError:
        return ""
