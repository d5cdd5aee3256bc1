"""`./classroom doctor` on this machine, and on ones that lack something."""

import subprocess
from pathlib import Path

import pytest

from tests.running import classroom
from tutor.embedded import doctor


def test_everything_that_the_tests_need_is_here() -> None:
    done = classroom("doctor")
    assert done.returncode == 0, done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "PASS processor", "PASS disk", "PASS memory", "PASS namespaces", "PASS environments", "PASS sandbox",
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
