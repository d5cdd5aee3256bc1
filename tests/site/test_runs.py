"""Asking for runs over HTTP, and reading what they tell."""

import uuid
from typing import Any

import pytest
import redis
from django.test import Client

from tests.site.conftest import signed_in
from tests.site.scene import PASSWORD, Scene
from tutor.attempts.heartbeats import KEPT_MS, Heartbeat, heartbeat_key
from tutor.attempts.models import Attempt, Run, Submission
from tutor.attempts.playing import play_run
from tutor.attempts.worker import Worker
from tutor.people.models import Classroom, Membership, User

pytestmark = [pytest.mark.django_db(transaction=True)]

FILES = {"main.py": "print('hello')\n"}


def test_a_run_is_queued_with_everything_it_needs(scene: Scene) -> None:
    answer = scene.ask("fix", FILES, latency_ms=25)
    run = Run.objects.get()
    assert answer.status_code == 201
    assert answer.json()["run"] == {
        "id": str(run.pk),
        "step": "fix",
        "state": "queued",
        "status": None,
        "verdict": "none",
        "version": run.submission.content_hash[:12],
        "created": run.created.isoformat(),
        "number": 1,
    }
    assert (run.submission.files, run.latency_ms, len(run.exercise_hash)) == (FILES, 25, 64)


def test_asking_costs_as_many_queries_for_the_first_run_as_for_the_tenth(
    scene: Scene, django_assert_max_num_queries
) -> None:
    for number in range(3):
        with django_assert_max_num_queries(17):
            scene.ask("fix", {"main.py": f"{number}"})
        scene.client.post(f"/runs/{Run.objects.latest('number').pk}/cancel/")


def test_who_waits_is_told_for_how_many_and_how_long(scene: Scene, classroom: Classroom, store: "redis.Redis") -> None:
    for name in ("dan", "eva"):
        other = User.objects.create_user(name, password=PASSWORD, display_name=name.title())
        Membership.objects.create(user=other, classroom=classroom, name_key=name)
        there = Attempt.objects.create(learner=other, classroom=classroom, exercise_id="1.2")
        Scene(there, signed_in(other)).queued("fix")
    run = scene.queued("fix")

    def waits() -> object:
        return scene.client.get(f"/runs/{run.pk}/").json()["waits"]

    assert waits() == {"ahead": 2, "seconds": None, "workers": False}
    beat(store, "weak", taking=False, run_seconds=0.1)
    assert waits() == {"ahead": 2, "seconds": None, "workers": False}
    beat(store, "new")
    assert waits() == {"ahead": 2, "seconds": None, "workers": True}
    beat(store, "quick", run_seconds=2.0)
    beat(store, "slow", slots=1, run_seconds=10.0)
    # One run a second and one in ten; two ahead, and the one whose end has to be waited for.
    assert waits() == {"ahead": 2, "seconds": 3, "workers": True}
    Run.objects.filter(pk=run.pk).update(state="running", claim=uuid.uuid4(), deadline=run.enqueued)
    assert waits() is None


def beat(store: "redis.Redis", name: str, **told: Any) -> None:
    known = {"taking": True, "reason": "", "pools": [], "slots": 2, "held_by": "a watch"}
    store.set(heartbeat_key(name), Heartbeat(worker=name, **{**known, **told}).model_dump_json(), px=KEPT_MS)


def test_nobody_asks_for_someone_else(scene: Scene, as_charlie: Client, as_bob: Client) -> None:
    for client in (as_charlie, as_bob):
        assert Scene(scene.attempt, client).ask("fix", FILES).status_code == 404
    assert not Run.objects.exists()


def test_files_that_were_not_sent_are_the_starters(scene: Scene) -> None:
    run = scene.queued("fix")
    assert list(run.submission.files) == ["main.py"]
    assert "expire_on_commit=False" in run.submission.files["main.py"]


def test_the_same_key_is_the_same_run(scene: Scene) -> None:
    key = str(uuid.uuid4())
    first, second = scene.ask("fix", FILES, key=key), scene.ask("fix", FILES, key=key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()


def test_one_run_at_a_time(scene: Scene) -> None:
    first = scene.ask("fix", FILES)
    second = scene.ask("fix", FILES)
    assert second.status_code == 409
    assert second.json()["run"] == first.json()["run"]
    assert "Wait for it or stop it" in second.json()["error"]


def test_the_same_files_are_the_same_submission(scene: Scene, worker: Worker) -> None:
    for number in (1, 2):
        run = scene.queued("fix", files=FILES)
        play_run(run.pk, worker)
        assert run.number == number
    assert Submission.objects.count() == 1


def test_a_prediction_comes_first(scene: Scene) -> None:
    answer = scene.ask("predict")
    assert (answer.status_code, "prediction first" in answer.json()["error"]) == (409, True)
    scene.predict()
    assert scene.ask("predict").status_code == 201


@pytest.mark.parametrize(
    ("step", "files", "more", "status", "sentence"),
    [
        ("fix", {"models.py": "x"}, {}, 422, "“models.py” is not a file you can change"),
        ("fix", {"../../etc/passwd": "x"}, {}, 422, "is not a file you can change"),
        ("fix", {"x" * 201: "x"}, {}, 413, "too long"),
        ("fix", {"main.py": "ä" * (128 * 1024 + 1)}, {}, 413, "256 KiB"),
        ("fix", {"main.py": "a\0"}, {}, 422, "NUL"),
        ("fix", {"main.py": 7}, {}, 422, "main.py"),
        ("fix", FILES, {"key": "again"}, 422, "key"),
        ("fix", FILES, {"latency_ms": 5000}, 422, "latency_ms"),
        ("fix", FILES, {"environment": "mine"}, 422, "environment"),
        ("fix", {"main.py": "x" * 2_000_000}, {}, 413, "1 MB at most"),
        ("predict", {"main.py": "x"}, {}, 422, "Files you can change: none"),
        ("explain", {}, {}, 422, "nothing to run"),
    ],
)
def test_a_bad_request_gets_a_sentence(
    scene: Scene, step: str, files: dict[str, str], more: dict[str, object], status: int, sentence: str
) -> None:
    answer = scene.ask(step, files, **more)
    assert (answer.status_code, answer.json()["error"]) == (status, answer.json()["error"])
    assert sentence in answer.json()["error"]
    assert not Run.objects.exists()


def test_the_events_of_a_waiting_run_are_in_the_stream(scene: Scene, django_assert_num_queries) -> None:
    run = scene.queued()
    with django_assert_num_queries(3):  # session, user, run
        told = scene.client.get(f"/runs/{run.pk}/events/").json()
    assert told["finished"] is False
    assert [(event["seq"], event["type"]) for event in told["events"]] == [(1, "queued")]


def test_the_events_of_a_finished_run_are_in_the_row(scene: Scene, worker: Worker, store) -> None:
    run = scene.queued()
    play_run(run.pk, worker)
    store.flushall()
    told = scene.client.get(f"/runs/{run.pk}/events/?after=3").json()
    assert told["finished"] is True
    assert [event["type"] for event in told["events"]] == ["exited", "verdict"]


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "9" * 30, "%00", "²"])
def test_a_bad_after_is_taken_politely(scene: Scene, worker: Worker, after: str) -> None:
    run = scene.queued()
    play_run(run.pk, worker)
    answer = scene.client.get(f"/runs/{run.pk}/events/?after={after}")
    assert len(answer.json()["events"]) == 5


def test_looking_at_a_run(scene: Scene, worker: Worker, django_assert_num_queries) -> None:
    run = scene.queued()
    play_run(run.pk, worker)
    with django_assert_num_queries(3):  # session, user, run
        shown = scene.client.get(f"/runs/{run.pk}/").json()["run"]
    assert (shown["state"], shown["status"], shown["verdict"]) == ("finished", "ok", "passed")


def test_stopping_what_has_ended_changes_nothing(scene: Scene, worker: Worker) -> None:
    run = scene.queued()
    play_run(run.pk, worker)
    answer = scene.client.post(f"/runs/{run.pk}/cancel/")
    assert (answer.status_code, answer.json()["run"]["state"]) == (200, "finished")


@pytest.mark.parametrize(("path", "method"), [("", "get"), ("events/", "get"), ("cancel/", "post")])
class TestEveryEndpoint:
    def test_takes_one_method(self, scene: Scene, path: str, method: str) -> None:
        run = scene.queued()
        answer = scene.client.put(f"/runs/{run.pk}/{path}")
        assert (answer.status_code, method.upper() in answer.json()["error"]) == (405, True)

    def test_strangers_get_404(self, scene: Scene, as_charlie: Client, path: str, method: str) -> None:
        run = scene.queued()
        answer = getattr(as_charlie, method)(f"/runs/{run.pk}/{path}")
        assert (answer.status_code, "nothing here for you" in answer.json()["error"]) == (404, True)
        run.refresh_from_db()
        assert run.state == "queued"

    def test_no_such_run(self, scene: Scene, path: str, method: str) -> None:
        assert getattr(scene.client, method)(f"/runs/{uuid.uuid4()}/{path}").status_code == 404
