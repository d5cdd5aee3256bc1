"""`./classroom doctor` on this machine, and on ones that lack something."""

import subprocess
from pathlib import Path

import pytest

from sandbox import templates
from tests import openid_provider
from tests.hostile.test_mutations import MUTATIONS, command, mutated
from tests.running import classroom
from tutor.embedded import doctor


def test_everything_that_the_tests_need_is_here() -> None:
    done = classroom("doctor")
    assert done.returncode == 0, done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines() if line[0] != " "] == [
        "PASS processor", "PASS disk", "PASS memory", "PASS namespaces", "PASS environments",
        "PASS run limits", "PASS sandbox",
    ]  # fmt: skip


def test_a_foreign_processor_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert "not written for riscv64" in next(doctor.examine()).problem


def test_refused_namespaces_come_with_the_switch_that_refuses_them(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = subprocess.CompletedProcess([], 1, "", "bwrap: setting up uid map: Permission denied")
    monkeypatch.setattr(doctor.subprocess, "run", lambda *args, **options: refused)
    monkeypatch.setattr(Path, "exists", lambda path: path.name == "unprivileged_userns_clone")
    monkeypatch.setattr(Path, "read_text", lambda path: "0\n")
    finding = doctor._namespaces()
    assert "uid map" in finding.problem
    assert "sysctl -w kernel.unprivileged_userns_clone=1" in finding.cure


def test_a_missing_wall_comes_with_its_cost_and_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.template.landlock.version", lambda: 0)
    (finding,) = doctor._missing_walls()
    assert finding.name == "landlock"
    assert "no Landlock" in finding.problem
    assert "one overlooked mount is a hole" in finding.problem
    assert "lsm=" in finding.cure
    assert """CLASSROOM_ACCEPT_WEAKER='["landlock"]'""" in finding.cure
    monkeypatch.setattr("sandbox.template.landlock.version", lambda: 5)
    (finding,) = doctor._missing_walls()
    assert finding.name == "landlock-scopes"
    assert "6.12" in finding.cure


def test_a_missing_wall_that_was_accepted_is_told_and_fails_nothing(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    monkeypatch.setattr("sandbox.template.landlock.version", lambda: 0)
    settings.ACCEPT_WEAKER = ["landlock"]
    (finding,) = doctor._missing_walls()
    assert finding.problem == ""
    assert "accepts that" in finding.detail


def test_a_provider_is_asked_whether_it_is_the_one_that_was_meant() -> None:
    with openid_provider.serving(openid_provider.listen()) as provider:
        assert not doctor._provider(provider.issuer).problem
        provider.metadata["issuer"] = "https://elsewhere.example"
        assert "elsewhere" in doctor._provider(provider.issuer).problem
    away = doctor._provider(provider.issuer)
    assert "cannot be asked" in away.problem
    assert "well-known" in away.cure


def test_doctor_sends_the_canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mutation = MUTATIONS["programs from the work folder"]
    folder, make = mutated(mutation, tmp_path / "template"), templates.program_container
    monkeypatch.setattr(templates, "program_container", lambda *words: command(make(*words), mutation, folder))
    finding = doctor._run()
    assert "a run is weaker than it has to be: mount" in finding.problem
    assert "without noexec" in finding.problem
