"""Who may see a run again."""

import json

import pytest
from django.test import Client

from tests.site.conftest import signed_in
from tests.site.program import Program
from tests.site.scene import Scene
from tutor.attempts.models import Run
from tutor.attempts.playing import play_run
from tutor.attempts.worker import Worker
from tutor.people.models import Classroom, Membership, Role, User

pytestmark = [pytest.mark.django_db(transaction=True)]

WHAT = ["replay/", "replay/events/"]


@pytest.fixture
def run(scene: Scene, worker: Worker, program: Program) -> Run:
    run = scene.queued(files={"main.py": "print('mine')"})
    play_run(run.pk, worker)
    run.refresh_from_db()
    return run


def test_its_learner_and_their_teacher_see_it(scene: Scene, run: Run, as_bob: Client) -> None:
    for client in (scene.client, as_bob):
        page = client.get(f"/runs/{run.pk}/replay/")
        assert page.status_code == 200
        assert {file["path"]: file["content"] for file in page.context["files"]}["main.py"] == "print('mine')"
        events = client.get(f"/runs/{run.pk}/replay/events/").content.decode().splitlines()
        assert [json.loads(line) for line in events] == run.events


def test_the_page_costs_as_many_queries_for_a_long_run_as_for_a_short_one(
    scene: Scene, run: Run, django_assert_max_num_queries
) -> None:
    Run.objects.filter(pk=run.pk).update(events=run.events * 500)
    with django_assert_max_num_queries(8):
        scene.client.get(f"/runs/{run.pk}/replay/")


@pytest.mark.parametrize("what", WHAT)
def test_nobody_else_does(scene: Scene, run: Run, as_charlie: Client, classroom: Classroom, what: str) -> None:
    mate = User.objects.create_user("dora", password="x", display_name="Dora")
    Membership.objects.create(user=mate, classroom=classroom, role=Role.STUDENT, name_key="dora")
    elsewhere = Classroom.objects.create(name="11a", course_id=classroom.course_id, join_code="BCDEFGH")
    teacher = User.objects.create_user("ed", password="x", display_name="Ed")
    Membership.objects.create(user=teacher, classroom=elsewhere, role=Role.INSTRUCTOR, name_key="ed")
    url = f"/runs/{run.pk}/{what}"
    for client in (as_charlie, signed_in(mate), signed_in(teacher)):
        assert client.get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert scene.client.post(url).status_code == 405
