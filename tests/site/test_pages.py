"""The learner's pages: what they show, to whom, and in how many queries."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.site.scene import Scene
from tutor.attempts.models import Attempt, Run
from tutor.catalog import courses
from tutor.people.models import Classroom

pytestmark = [pytest.mark.django_db]

SECRETS = ["keeps everything", "You expected", "refutation", "misconception", "correct"]


@pytest.fixture
def step_url(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/1.2/"


def row_of(answer: HttpResponse, exercise_id: str) -> dict[str, Any]:
    rows = [row for chapter in answer.context["chapters"] for row in chapter["exercises"]]
    return next(row for row in rows if row["exercise"].id == exercise_id)


def test_the_course_shows_how_far_alice_is(
    scene: Scene, classroom: Classroom, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(10):  # session, user, membership, dates, six of progress
        answer = scene.client.get(f"/classes/{classroom.pk}/")
    row = row_of(answer, "1.2")
    assert (row["exercise"].id, row["state"], row["url"]) == ("1.2", "new", f"/classes/{classroom.pk}/1.2/")
    scene.predict()
    row = row_of(scene.client.get(f"/classes/{classroom.pk}/"), "1.2")
    assert (row["state"], row["state_text"]) == ("working", "in progress")


def test_an_exercise_opens_where_alice_was(scene: Scene, step_url: str) -> None:
    assert scene.client.get(step_url).url == f"{step_url}predict/"
    scene.client.get(f"{step_url}fix/")
    assert scene.client.get(step_url).url == f"{step_url}fix/"


def test_a_first_visit_begins_an_attempt(
    scene: Scene, step_url: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Attempt.objects.all().delete()
    scene.client.get(f"{step_url}predict/")
    attempt = Attempt.objects.get()
    assert attempt.current_step == "predict"
    with django_assert_num_queries(
        15
    ):  # session, user, membership, dates, attempt, talk (2), six of progress, run, prediction
        scene.client.get(f"{step_url}predict/")
    assert Attempt.objects.get().current_since == attempt.current_since


def test_the_predict_page_gives_nothing_away(scene: Scene, step_url: str) -> None:
    answer = scene.client.get(f"{step_url}predict/")
    for secret in SECRETS:
        assert secret not in answer.text
    page = answer.context["page"]
    assert [observation["id"] for observation in page["observations"]] == ["A", "B", "C"]
    assert (page["prediction"], page["run"]) == (None, None)
    assert [file["path"] for file in page["files"]] == ["main.py", "models.py"]


def test_the_explain_page_gives_nothing_away_before_committing(scene: Scene, step_url: str) -> None:
    assert "The commit did nothing here" not in scene.client.get(f"{step_url}explain/").text
    scene.explain("expired")
    answer = scene.client.get(f"{step_url}explain/")
    assert answer.context["explanation"].choice.id == "expired"
    assert "The commit did nothing here" in answer.text


def test_a_page_brings_back_everything_alice_left(scene: Scene, step_url: str) -> None:
    scene.predict()
    scene.save("# mine\n", 0)
    run = scene.queued("fix")
    predict = scene.client.get(f"{step_url}predict/").context
    assert predict["prediction"]["C"] == {"choice": "prints", "confidence": "sure"}
    assert predict["committed_at"]
    fix = scene.client.get(f"{step_url}fix/").context
    main, models = fix["files"]
    assert (main["content"], main["revision"], main["editable"]) == ("# mine\n", 1, True)
    assert (models["revision"], models["editable"]) == (0, False)
    assert (fix["page"]["run"]["id"], fix["page"]["run"]["state"]) == (str(run.pk), "queued")


def test_the_page_tells_its_script_where_things_are(scene: Scene, step_url: str) -> None:
    answer = scene.client.get(f"{step_url}fix/")
    urls = answer.context["page"]["urls"]
    assert urls["draft"] == f"/attempts/{scene.attempt.pk}/fix/draft/"
    assert urls["events"] == "/runs/{id}/events/"
    assert urls["socket"] == "/ws/runs/{id}/"
    assert json.dumps(answer.context["page"])


def test_the_rail_and_the_way_on(scene: Scene, step_url: str) -> None:
    scene.explain()
    context = scene.client.get(f"{step_url}explain/").context
    assert [(row["id"], row["state"], row["current"]) for row in context["steps"]] == [
        ("predict", "new", False),
        ("explain", "done", True),
        ("fix", "new", False),
    ]
    assert context["previous_url"] == f"{step_url}predict/"
    assert (context["next_url"], context["next_title"]) == (f"{step_url}fix/", "Fix")
    # The last step leads into the next exercise, if there is one.
    course = courses.course("async-sqlalchemy")
    after = course.exercises[[each.id for each in course.exercises].index("1.2") + 1 :]
    next_url = scene.client.get(f"{step_url}fix/").context["next_url"]
    assert (next_url is None) == (not after)
    assert all(f"/{each.id}/" in next_url for each in after[:1])


def test_as_many_queries_after_ten_runs(
    scene: Scene, step_url: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        scene.client.post(f"/runs/{scene.queued('fix').pk}/cancel/")
    assert Run.objects.count() == 10
    scene.client.get(f"{step_url}fix/")
    # session, user, membership, dates, attempt, talk (2), passed, six of progress, drafts, run
    with django_assert_num_queries(16):
        scene.client.get(f"{step_url}fix/")


@pytest.mark.parametrize("path", ["", "1.2/", "1.2/predict/"])
class TestEveryPage:
    def test_strangers_get_404(self, scene: Scene, as_charlie: Client, classroom: Classroom, path: str) -> None:
        assert as_charlie.get(f"/classes/{classroom.pk}/{path}").status_code == 404
        assert Attempt.objects.count() == 1

    def test_who_is_signed_out_is_sent_to_the_door(
        self, client: Client, classroom: Classroom, store: object, path: str
    ) -> None:
        assert client.get(f"/classes/{classroom.pk}/{path}").url.startswith("/join/?next=")

    def test_takes_no_post(self, scene: Scene, classroom: Classroom, path: str) -> None:
        assert scene.client.post(f"/classes/{classroom.pk}/{path}").status_code == 405


@pytest.mark.parametrize("path", ["9.9/", "9.9/predict/", "1.2/nowhere/", "%00/", "1.2/%00/", "..%2f..%2f/", "1.2/é/"])
def test_what_is_not_there(scene: Scene, classroom: Classroom, path: str) -> None:
    assert scene.client.get(f"/classes/{classroom.pk}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/classes/99999999999999999999/", "/join/%00/", "/nowhere/", "/classes/0/"])
def test_odd_addresses_are_404(scene: Scene, path: str) -> None:
    assert scene.client.get(path).status_code == 404
