"""After a fault the canary goes ahead; where it sees a weakness, no job is taken until that is mended."""

from pathlib import Path

import pytest

from sandbox import Sandbox, open_sandbox, soundness, templates
from sandbox.canary import canary
from sandbox.soundness import Soundness
from tests.hostile.test_mutations import MUTATIONS, command, mutated
from tests.sandbox.conftest import Box, own_home
from tests.sandbox.processes import Opened

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def faulted(sandbox: Sandbox, opened: Opened) -> Soundness:
    """Return the doubt about a sandbox whose template was just killed."""
    doubt = Soundness(lambda: canary(sandbox))
    assert await doubt.assured()
    for template in opened.templates():
        template.kill()
    doubt.doubt()
    return doubt


async def test_the_canary_comes_back_from_a_template_that_was_replaced(tmp_path: Path) -> None:
    home = own_home(tmp_path / "home")
    opened = Opened(home)
    async with open_sandbox(home) as sandbox:
        await Box(sandbox).run("print('warm')")
        doubt = await faulted(sandbox, opened)
        assert await doubt.assured()
        assert doubt.reason == ""


async def test_a_sandbox_that_came_back_weaker_takes_no_job_until_it_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The template's folder loses a wall while it runs: what was started from it is whole, what is started next is not."""
    monkeypatch.setattr(soundness, "AGAIN_SECONDS", 0.3)
    monkeypatch.setattr(soundness, "PATIENCE_SECONDS", 2)
    mutation = MUTATIONS["no Landlock"]
    folder, broken = mutated(mutation.__class__(""), tmp_path / "template"), mutated(mutation, tmp_path / "broken")
    make = templates.program_container
    monkeypatch.setattr(templates, "program_container", lambda *words: command(make(*words), mutation, folder))
    home = own_home(tmp_path / "home")
    opened = Opened(home)
    async with open_sandbox(home) as sandbox:
        await canary(sandbox)
        whole = (folder / "program.py").read_text()
        (folder / "program.py").write_text((broken / "program.py").read_text())
        doubt = await faulted(sandbox, opened)
        assert not await doubt.assured()
        assert "a run is weaker than it has to be" in doubt.reason
        assert "no job is taken any more" in caplog.text

        (folder / "program.py").write_text(whole)
        for template in opened.templates():
            template.kill()
        assert await doubt.assured()
        assert doubt.reason == ""
        assert "jobs are taken" in caplog.text
