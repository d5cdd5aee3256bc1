"""A worker, a real one, is killed in the middle of a hundred runs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
import redis
from django.conf import settings
from django.db import connection

from tests.running import wait_for
from tests.sandbox.conftest import own_home
from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tutor.attempts.models import Attempt, Run
from tutor.attempts.states import State
from tutor.attempts.sweeping import sweep
from tutor.people.models import Classroom, Membership, User

RUNS = 100
# The kill comes when so many have ended.
ENDED = 20
MOST_SECONDS = 60.0


@contextmanager
def celery(home: Path, temporary: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """One worker on the test's own database and queue, as `./classroom up` starts it."""
    name, folder = connection.settings_dict["NAME"], connection.settings_dict["HOST"]
    environment = {
        **os.environ,
        "CLASSROOM_DATABASE_URL": f"postgresql://test@/{name}?host={folder}",
        "CLASSROOM_SANDBOX": str(home),
        "TMPDIR": str(temporary),
    }
    command = [sys.executable, "-m", "celery", "-A", "tutor", "worker", "--pool", "threads", "--loglevel", "error"]
    with subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR) as process:
        try:
            yield process
        finally:
            process.terminate()


def ended() -> int:
    return Run.objects.filter(state__in=(State.FINISHED, State.LOST)).count()


@pytest.mark.django_db(transaction=True)
def test_every_run_has_an_ending_and_nothing_stays(store: "redis.Redis", classroom: Classroom, tmp_path: Path) -> None:
    home, temporary = own_home(tmp_path / "home"), tmp_path / "tmp"
    temporary.mkdir()
    before = set(home.iterdir())
    learners = User.objects.bulk_create(User(username=f"learner-{number}") for number in range(RUNS))
    for learner in learners:
        Membership.objects.create(user=learner, classroom=classroom, name_key=learner.username)
        attempt = Attempt.objects.create(learner=learner, classroom=classroom, exercise_id="1.2")
        Scene(attempt, signed_in(learner)).queued()
    with ExitStack() as workers:
        first = workers.enter_context(celery(home, temporary))
        wait_for(lambda: ended() >= ENDED, "the first runs' ends")
        beneath = psutil.Process(first.pid).children(recursive=True)
        assert beneath
        first.kill()
        first.wait()
        _, alive = psutil.wait_procs(beneath, 5)
        assert alive == []
        in_flight = Run.objects.filter(state=State.RUNNING).count()

        workers.enter_context(celery(home, temporary))
        wait_for(lambda: (sweep(), ended() == RUNS)[1], "the end of every run", MOST_SECONDS)
    # As what the starter does, never as our fault; the run that was being played was played again.
    assert set(Run.objects.values_list("status", "verdict")) == {("failed", "failed")}
    assert Run.objects.filter(tries=2).count() == in_flight
    assert (set(home.iterdir()), list(temporary.iterdir())) == (before, [])
    assert all(run.events[-1]["type"] == "verdict" for run in Run.objects.all())
