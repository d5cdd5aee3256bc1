"""A worker on a machine that lacks a wall, with the real sandbox."""

from pathlib import Path

import pytest
import redis

from sandbox import templates
from tests.hostile.test_mutations import MUTATIONS, command, mutated
from tests.sandbox.conftest import own_home
from tutor.attempts.worker import Worker


@pytest.fixture
def without_landlock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> None:
    mutation, make = MUTATIONS["no Landlock"], templates.program_container
    folder = mutated(mutation, tmp_path / "template")
    monkeypatch.setattr(templates, "program_container", lambda *words: command(make(*words), mutation, folder))
    settings.SANDBOX = own_home(tmp_path / "home")


def test_it_does_not_start(without_landlock: None, store: "redis.Redis") -> None:
    with pytest.raises(SystemExit, match=r"weaker than it has to be.*wall: landlock.*doctor"):
        Worker().start()


def test_it_starts_where_that_is_accepted_by_name(without_landlock: None, store: "redis.Redis", settings) -> None:
    settings.ACCEPT_WEAKER = ["landlock"]
    worker = Worker()
    worker.start()
    assert worker.is_sound()
    worker.stop()
