"""What Bob sees while Alice works."""

import asyncio
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.site.scene import RIGHT, WRONG, Scene
from tests.site.socket_browser import Socket, browser, in_thread, is_accepted
from tutor.attempts.execution import Result
from tutor.attempts.models import Attempt, Run, Stay, Submission
from tutor.attempts.playing import play_run
from tutor.dashboard import consumers
from tutor.dashboard.matrix import message, stuck_after
from tutor.people import presence
from tutor.people.models import Classroom, User


def test_the_page_has_columns_questions_and_the_picture(
    scene: Scene, as_bob: Client, classroom: Classroom, django_assert_num_queries
) -> None:
    with django_assert_num_queries(5):  # session, user, membership, openings, unread explanations
        answer = as_bob.get(f"/classes/{classroom.pk}/dashboard/")
    context = answer.context
    (exercise,) = context["exercises"]
    assert [column["key"] for column in exercise["columns"]] == ["1.2/predict", "1.2/explain", "1.2/fix"]
    assert "1 of 1 exercise open" in answer.text
    assert context["join_url"] == "http://testserver/join/ACDEFGH/"
    (question,) = context["questions"]
    choices = {choice["id"]: choice for choice in question["observations"][2]["choices"]}
    assert choices["prints"]["misconception_title"] == "`expire_on_commit=False` keeps everything"
    assert choices["raises"]["misconception_title"] is None
    assert context["page"]["urls"]["socket"] == f"/ws/classes/{classroom.pk}/"


def test_the_page_counts_what_is_open(as_bob: Client, classroom: Classroom) -> None:
    as_bob.post(f"/classes/{classroom.pk}/dashboard/schedule/1.2/", {"now": "close"})
    assert "0 of 1 exercise open" in as_bob.get(f"/classes/{classroom.pk}/dashboard/").text


def test_the_matrix_says_where_alice_is(scene: Scene, as_bob: Client, classroom: Classroom) -> None:
    scene.client.get(f"/classes/{classroom.pk}/1.2/fix/")
    scene.predict(WRONG, "sure")
    matrix = as_bob.get(f"/classes/{classroom.pk}/dashboard/matrix.json").json()
    (row,) = matrix["students"]
    assert (row["name"], row["here"], matrix["here"]) == ("Alice", True, 1)
    assert row["cells"]["1.2/predict"] == {"state": "working"}
    assert "1.2/explain" not in row["cells"]
    assert row["cells"]["1.2/fix"]["since"] == Attempt.objects.get().current_since.isoformat()
    assert matrix["distribution"]["1.2/predict"]["C"] == {"prints": {"guess": 0, "think": 0, "sure": 1}}


def test_a_judged_run_fills_its_cell_and_our_fault_does_not_count(scene: Scene, classroom: Classroom) -> None:
    submission = Submission.objects.create(attempt=scene.attempt, step_id="predict", files={}, content_hash="0")
    endings = [("ok", "none", 2), ("our_fault", "errored", 0)]
    for number, (status, verdict, collisions) in enumerate(endings, start=1):
        make_run(scene.attempt, submission, number, status, verdict, collisions)
    (row,) = picture(classroom)["students"]
    assert row["cells"]["1.2/predict"] == {"state": "collision", "runs": 1, "collisions": 2}


def test_only_students_are_counted(scene: Scene, as_bob: Client, bob: User, classroom: Classroom) -> None:
    attempt = Attempt.objects.create(learner=bob, classroom=classroom, exercise_id="1.2")
    Scene(attempt, as_bob).predict(RIGHT)
    told = picture(classroom)
    assert [row["name"] for row in told["students"]] == ["Alice"]
    assert told["distribution"] == {}
    assert told["beliefs"] == []
    assert told["here"] == 0


@pytest.mark.parametrize("path", ["", "matrix.json"])
class TestEveryEndpoint:
    def test_students_and_strangers_get_404(
        self, scene: Scene, as_charlie: Client, classroom: Classroom, path: str
    ) -> None:
        for client in (scene.client, as_charlie):
            assert client.get(f"/classes/{classroom.pk}/dashboard/{path}").status_code == 404

    def test_takes_no_post(self, as_bob: Client, classroom: Classroom, path: str) -> None:
        assert as_bob.post(f"/classes/{classroom.pk}/dashboard/{path}").status_code == 405


def test_a_row_is_read_again_after_the_bell(
    scene: Scene, classroom: Classroom, django_assert_num_queries, django_capture_on_commit_callbacks
) -> None:
    with django_assert_num_queries(12):  # students, six of progress, hands, medians, distribution, beliefs, unread
        picture(classroom)
    with django_assert_num_queries(6):
        picture(classroom)
    with django_capture_on_commit_callbacks(execute=True):
        scene.predict()
    (row,) = picture(classroom)["students"]
    assert row["cells"] == {"1.2/predict": {"state": "working"}}


def test_stuck_is_twice_what_is_usual_and_never_under_five_minutes(scene: Scene, classroom: Classroom) -> None:
    assert stuck_after(classroom)["1.2/fix"] == 2 * 15 * 60 / 3
    for step, seconds in (("predict", 30), ("fix", 900)):
        Stay.objects.create(attempt=scene.attempt, step_id=step, seconds=seconds)
    usual = stuck_after(classroom)
    assert (usual["1.2/predict"], usual["1.2/explain"], usual["1.2/fix"]) == (300, 600, 1800)


def test_going_on_adds_to_the_time_spent(scene: Scene, classroom: Classroom) -> None:
    step = f"/classes/{classroom.pk}/1.2/"
    for path in ("fix/", "fix/", "predict/", "fix/", "predict/"):
        Attempt.objects.update(current_since=timezone.now() - timedelta(minutes=10))
        scene.client.get(step + path)
    assert dict(Stay.objects.values_list("step_id", "seconds")) == {"fix": 1200, "predict": 600}


@pytest.mark.django_db(transaction=True)
class TestLive:
    async def test_everything_first_then_who_changed(self, scene: Scene, as_bob: Client, classroom: Classroom) -> None:
        async with browser(as_bob, f"/ws/classes/{classroom.pk}/") as socket:
            first = await socket.told()
            assert (first["type"], first["full"], first["students"][0]["name"]) == ("matrix", True, "Alice")
            await in_thread(scene.predict)
            told = await until(socket, "working")
            assert told["full"] is False
            assert told["distribution"]["1.2/predict"]["C"]["prints"]["sure"] == 1

    async def test_the_collision_appears_when_the_run_is_judged(
        self, scene: Scene, as_bob: Client, classroom: Classroom, worker, program
    ) -> None:
        program.result = Result("failed", "none", observations=[{"id": "C", "match": False}])
        async with browser(as_bob, f"/ws/classes/{classroom.pk}/") as socket:
            await in_thread(scene.predict)
            run = await in_thread(scene.queued, "predict")
            await in_thread(play_run, run.pk, worker)
            told = await until(socket, "collision")
            assert told["students"][0]["cells"]["1.2/predict"]["collisions"] == 1

    async def test_a_burst_is_told_once(self, scene: Scene, as_bob: Client, classroom: Classroom) -> None:
        async with browser(as_bob, f"/ws/classes/{classroom.pk}/") as socket:
            await socket.told()
            await asyncio.gather(*(in_thread(scene.save, f"{number}", 0) for number in range(5)))
            await in_thread(scene.explain)
            told = await socket.told()
            assert told["students"][0]["cells"]["1.2/explain"]["state"] == "done"
            assert await socket.receive_nothing(timeout=0.7)

    async def test_who_falls_silent_is_no_longer_here(
        self, scene: Scene, as_bob: Client, classroom: Classroom, monkeypatch, store
    ) -> None:
        monkeypatch.setattr(consumers, "PRESENCE_SECONDS", 0.05)
        await in_thread(presence.touch, classroom.pk, scene.attempt.learner_id)
        async with browser(as_bob, f"/ws/classes/{classroom.pk}/") as socket:
            assert (await socket.told())["here"] == 1
            await in_thread(store.delete, f"class:{classroom.pk}:here")
            told = await socket.told()
            assert (told["here"], told["students"][0]["here"]) == (0, False)

    async def test_only_those_who_teach_here_may_listen(
        self, scene: Scene, as_charlie: Client, as_bob: Client, classroom: Classroom
    ) -> None:
        path = f"/ws/classes/{classroom.pk}/"
        for client in (scene.client, as_charlie, Client()):
            assert not await is_accepted(client, path)
        assert not await is_accepted(as_bob, path, "https://evil.example")
        assert await is_accepted(as_bob, path)


def picture(classroom: Classroom) -> dict:
    return json.loads(message(classroom))


async def until(socket: Socket, word: str) -> dict:
    """Return the first message in which the student's predict step is in this state."""
    while True:
        told = await socket.told()
        if any(row["cells"].get("1.2/predict", {}).get("state") == word for row in told["students"]):
            return told


def make_run(attempt: Attempt, submission: Submission, number: int, status: str, verdict: str, collisions: int) -> Run:
    return Run.objects.create(
        attempt=attempt,
        learner=attempt.learner,
        submission=submission,
        step_id=submission.step_id,
        number=number,
        key=f"{number:032x}",
        exercise_hash="",
        environment="current",
        limit_seconds=10,
        state="finished",
        status=status,
        verdict=verdict,
        collisions=collisions,
        finished=attempt.created,
    )
